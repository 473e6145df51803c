#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Ctrl-C and SIGTERM at any moment end a run with exit code 130 and a word, and never leave a trace that does not open.

usage: signals.py MUSTER SOURCE_DIR
"""
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def wait_until_caught(process, number):
    """The program has set its handler: before that the system ends it."""
    mask = 1 << (number - 1)
    while process.poll() is None:
        for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("SigCgt:") and int(line.split()[1], 16) & mask:
                return
        time.sleep(0.0005)


def main(muster, source):
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        shutil.copy(f"{source}/tests/cli/cases/village.osm", folder)
        call = lambda *words: subprocess.run([muster, *words], cwd=folder, check=True, capture_output=True)
        call("import", "osm", "village.osm", "--people", "600", "--out", "village")
        while_reading = 0
        for attempt in range(12):
            number = signal.SIGTERM if attempt % 2 else signal.SIGINT
            trace = folder / f"{attempt}.h5"
            process = subprocess.Popen([muster, "run", "village", "--out", str(trace)], cwd=folder, text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            wait_until_caught(process, number)
            time.sleep(0 if attempt < 4 else 0.01 * attempt)
            process.send_signal(number)
            _, said = process.communicate()
            if process.returncode == 0:
                continue  # it was done before the signal came
            assert process.returncode == 130, f"exit code {process.returncode}: {said}"
            assert "interrupted" in said, said
            while_reading += "nothing was written" in said
            assert ("nothing was written" in said) != trace.exists(), said
            if trace.exists():
                call("info", str(trace))
        assert while_reading > 0, "no signal came while the case was read"


if __name__ == "__main__":
    main(*sys.argv[1:])
