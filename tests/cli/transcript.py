# SPDX-License-Identifier: MIT
"""Runs the commands of a transcript and compares what they print with what it says.

usage: transcript.py MUSTER SOURCE_DIR TRANSCRIPT

    $ muster check cases/small       a command, run by sh in a scratch folder that holds tests/cli/cases
                                     (a copy) and scenarios (a link)
    > 1 zone                         a line of stdout;  >~ the same as a regular expression;
    >...                             any number of lines
    ! muster: no such file           a line of stderr, likewise !~ and !...
    ? 2                              the exit code; 0 where the line is missing
    # ...                            a remark
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile


def blocks(path):
    """(line number, command, expected lines of stdout, of stderr, exit code) of each command."""
    found = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            if line.startswith("$ "):
                found.append([number, line[2:], [], [], 0])
            elif line[0] in ">!" and found:
                found[-1][2 if line[0] == ">" else 3].append(line[1:])
            elif line.startswith("? ") and found:
                found[-1][4] = int(line[2:])
            else:
                sys.exit(f"{path}:{number}: not a line of a transcript")
    return found


def matches(expected, lines):
    if not expected:
        return not lines
    first = expected[0]
    if first == "...":
        return any(matches(expected[1:], lines[skip:]) for skip in range(len(lines) + 1))
    if not lines:
        return False
    same = (re.fullmatch(first[2:], lines[0]) if first.startswith("~ ")
            else first[1:] == lines[0] if first.startswith(" ") else lines[0] == "")
    return bool(same) and matches(expected[1:], lines[1:])


def main():
    muster, source, path = sys.argv[1:]
    failures = 0
    with tempfile.TemporaryDirectory(prefix="muster-transcript-") as scratch:
        shutil.copytree(os.path.join(source, "tests/cli/cases"), os.path.join(scratch, "cases"))
        os.symlink(os.path.join(source, "scenarios"), os.path.join(scratch, "scenarios"))
        environment = dict(os.environ, PATH=os.path.dirname(muster) + os.pathsep + os.environ["PATH"],
                           OMP_WAIT_POLICY="passive")
        for number, command, out, err, code in blocks(path):
            run = subprocess.run(["sh", "-c", command], cwd=scratch, env=environment, text=True,
                                 stdin=subprocess.DEVNULL, capture_output=True)
            wrong = [name for name, expected, given in (("stdout", out, run.stdout), ("stderr", err, run.stderr))
                     if not matches(expected, given.splitlines())]
            if run.returncode != code:
                wrong.append(f"exit code (expected {code})")
            if wrong:
                failures += 1
                print(f"{path}:{number}: $ {command}\ndiffers in {', '.join(wrong)}; it gave:")
                print("".join(f"> {line}\n" for line in run.stdout.splitlines()), end="")
                print("".join(f"! {line}\n" for line in run.stderr.splitlines()), end="")
                print(f"? {run.returncode}\n")
    sys.exit(1 if failures else 0)


main()
