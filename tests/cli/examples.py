# SPDX-License-Identifier: MIT
"""Every command of README.md and every example of a --help runs as printed, after what scripts/demo makes.

usage: examples.py MUSTER SOURCE_DIR

The district is a small one. Windows are not opened, and nothing is set up or built.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

MUSTER, SOURCE = sys.argv[1:]
NOT_HERE = ("muster-viewer", "scripts/demo", "scripts/test")  # a window; a build
DEGREES = ('GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
           'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]')


def prepare(scratch):
    """The repository's folders, what the demo leaves, and the files that a user brings."""
    for name in ("scenarios", "scripts", "tests"):
        os.symlink(os.path.join(SOURCE, name), os.path.join(scratch, name))
    os.mkdir(os.path.join(scratch, "out"))
    run("muster generate tests/cli/cases/small.json --out out/river-district", scratch)
    run("muster run out/river-district/case.json --out out/river-district/river-district.h5 --quiet", scratch)
    village = os.path.join(SOURCE, "tests/cli/cases/village.osm")
    shutil.copy(village, os.path.join(scratch, "town.osm"))
    with open(village, encoding="utf-8") as file:
        text = file.read()
    lat, lon = ([float(v) for v in re.findall(rf'{key}="([-0-9.]+)"', text)] for key in ("lat", "lon"))
    south, west = min(lat) - 0.01, min(lon) - 0.01
    cell = max(max(lat) - south, max(lon) - west) / 20 + 0.001
    with open(os.path.join(scratch, "hills.tif"), "w", encoding="ascii") as file:
        file.write(f"ncols 20\nnrows 20\nxllcorner {west}\nyllcorner {south}\ncellsize {cell}\n"
                   + ("100 " * 20 + "\n") * 20)
    for name, content in (("hills.prj", DEGREES), ("study.json", readme_study())):
        with open(os.path.join(scratch, name), "w", encoding="ascii") as file:
            file.write(content)


def run(command, scratch):
    environment = dict(os.environ, OMP_WAIT_POLICY="passive",
                       PATH=os.path.dirname(MUSTER) + os.pathsep + os.environ["PATH"])
    done = subprocess.run(["sh", "-c", command], cwd=scratch, env=environment, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode != 0:
        print(f"$ {command}\n{done.stdout[-2000:]}{done.stderr}? {done.returncode}\n")
    return done


def readme():
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        return file.read()


def readme_study():
    """The study that README prints, with one seed."""
    study = json.loads(re.search(r"`study\.json` is `(\{.*?\})`:", readme(), re.DOTALL).group(1))
    study["seeds"]["count"] = 1
    return json.dumps(study)


def readme_commands():
    for line in readme().splitlines():
        if line.startswith("    "):
            yield line.split("#")[0].strip()


def help_examples(scratch):
    commands = re.search(r"Subcommands:\n((?:  .*\n)+)", run("muster --help", scratch).stdout).group(1)
    for command in [""] + re.findall(r"^  (\S+)", commands, re.MULTILINE):
        text = run(f"muster {command} --help", scratch).stdout
        examples = re.findall(r"^  (muster .*)$", text[text.index("\nExample"):], re.MULTILINE)
        if not examples:
            sys.exit(f"muster {command} --help has no example")
        yield from examples


def can_plot():
    return subprocess.run(["/usr/bin/env", "python3", "-c", "import h5py, matplotlib, numpy"],
                          capture_output=True).returncode == 0


def main():
    failed = ran = 0
    with tempfile.TemporaryDirectory(prefix="muster-examples-") as scratch:
        prepare(scratch)
        for command in [*readme_commands(), *help_examples(scratch)]:
            if command.startswith(NOT_HERE) or (command.startswith("scripts/examples") and not can_plot()):
                continue
            ran += 1
            failed += run(re.sub(r"\bCASE\b", "out/river-district", command), scratch).returncode != 0
    print(f"{ran} commands, {failed} failed")
    sys.exit(1 if failed or ran < 15 else 0)


main()
