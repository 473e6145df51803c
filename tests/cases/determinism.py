#!/usr/bin/env python3
"""One case, every engine: the same fingerprint and the same trace, byte for byte.

usage: determinism.py MUSTER CASE.json WORK [--full] [--set /pointer=value ...]

Runs CASE to its test_horizon_s (with --full to its horizon) with 1, 2 and 4 threads, with the serial
engine, with FMA and AVX2 hidden from the C library, and from a state saved halfway; compares all of it
with the first run. --set changes the case for the short run only. Prints what it compared; exit code 1 at the first difference.
"""
import argparse
import hashlib
import json
import os
import pathlib
import subprocess
import sys

HIDE = "glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-AVX512F_Usable,-AVX512F"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(muster, case, out, *options, hidden=False, expect=0):
    environment = dict(os.environ, OMP_WAIT_POLICY="passive")
    if hidden:
        environment["GLIBC_TUNABLES"] = HIDE
    command = [muster, "run", str(case), "--out", str(out), "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != expect:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("muster")
    parser.add_argument("case", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--set", action="append", default=[])
    options = parser.parse_args()
    text = options.case.read_text() if options.case.exists() else "../shared"
    shared = pathlib.Path(__file__).resolve().parents[3] / "shared"
    if "../shared" in text and not shared.exists():
        print(f"skipped: the data of {options.case} lie in {shared}, which is not there")
        sys.exit(77)
    options.work.mkdir(parents=True, exist_ok=True)
    lines = [line for line in text.splitlines() if not line.strip().startswith("//")]
    case = json.loads("\n".join(lines))
    horizon = case["horizon_s"] if options.full else case.get("test_horizon_s") or case["horizon_s"]
    until = ["--until", str(horizon)]
    if not options.full:
        until += [word for change in options.set for word in ("--set", change)]

    reference = options.work / "reference.h5"
    result = run(options.muster, options.case, reference, "--threads", "1", *until)
    expected = (result["fingerprint"], digest(reference))
    if result["events"] == 0:
        sys.exit(f"{options.case}: nothing happened in {horizon} s")
    modes = {
        "2 threads": dict(options=["--threads", "2"]),
        "4 threads": dict(options=["--threads", "4"]),
        "serial engine": dict(options=["--engine", "serial"]),
        "FMA and AVX2 hidden": dict(options=["--threads", "2"], hidden=True),
    }
    for name, mode in modes.items():
        out = options.work / "other.h5"
        other = run(options.muster, options.case, out, *mode["options"], *until, hidden=mode.get("hidden", False))
        got = (other["fingerprint"], digest(out))
        if got != expected:
            sys.exit(f"{options.case}: {name}: fingerprint and trace {got}, with 1 thread {expected}")

    # Saved about halfway by a run that goes on to three quarters, resumed by another kind of engine.
    halfway = options.work / "halfway.h5"
    step = 60
    half = max(step, horizon / 2 // step * step)
    run(options.muster, options.case, halfway, "--threads", "2", *until[2:], "--until",
        str(max(half, horizon * 0.75)), "--save-every", str(half))
    resumed = run(options.muster, options.case, halfway, "--engine", "serial", "--resume", str(halfway), *until)
    got = (resumed["fingerprint"], digest(halfway))
    if got != expected:
        sys.exit(f"{options.case}: saved at {half} s and resumed: {got}, unbroken {expected}")
    print(f"{options.case}: {result['events']:,} events to {horizon:g} s, fingerprint {expected[0]}, "
          f"trace of {reference.stat().st_size:,} bytes: equal in {len(modes) + 2} runs")
    for path in options.work.glob("*.h5*"):
        path.unlink()


if __name__ == "__main__":
    main()
