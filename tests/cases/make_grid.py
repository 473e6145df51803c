#!/usr/bin/env python3
"""Makes the tables of grid-100 with the comparison's own generator, beside a copy of its case file.

usage: make_grid.py TRAFFIC_GRID.py CASE.json OUT
"""
import pathlib
import shutil
import subprocess
import sys

tool, case, out = (pathlib.Path(argument) for argument in sys.argv[1:4])
if not tool.exists():
    print(f"skipped: {tool} is not there")
    sys.exit(77)
out.mkdir(parents=True, exist_ok=True)
shutil.copy(case, out / "case.json")
if not (out / "data/meta.json").exists():
    subprocess.run([sys.executable, tool, "100", "100", "100000", out / "data"], check=True)
