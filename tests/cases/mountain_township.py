#!/usr/bin/python3
"""The shipped mountain township: each link of its chain is taken away, and what follows changes.

usage: mountain_township.py MUSTER MAKE FOLDER

Rain sets slides off; one closes the valley road, one dams the brook; water rises behind it, over the mill's homes;
it overtops and breaches; the wave reaches the township.
"""
import json
import math
import pathlib
import subprocess
import sys

import h5py
import numpy as np

MUSTER, MAKE, FOLDER = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
CELL_M, ROWS = 30, 80
FAILED = []


def expect(what, good):
    print(("ok   " if good else "FAIL ") + what)
    if not good:
        FAILED.append(what)


def cell(x, off):
    y = 1200 + 220 * math.sin(2 * math.pi * x / 4500) + off
    return ROWS - 1 - int(y / CELL_M), int(x / CELL_M)


def run(name, *options):
    """Summary, greatest depths behind the dam and in the township, and when the township was reached."""
    trace = FOLDER / f"{name}.h5"
    done = subprocess.run([MUSTER, "run", str(FOLDER), "--out", str(trace), "--json", "--until", "18000", *options],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    measures = {row["name"]: row["value"] for row in json.loads(done.stdout)["summary"] if not row.get("subject")}
    with h5py.File(trace) as file:
        depth = file["fields_max/flood_depth"][:] * file["fields_max/flood_depth"].attrs["scale_factor"]
        steps = file["fields/flood_depth"]
        floor = steps["value"][:, cell(5000, 45)[0], cell(5000, 45)[1]] * steps["value"].attrs["scale_factor"]
        reached = np.flatnonzero(floor > 0.5)
        when_h = steps["time_us"][reached[0]] / 3.6e9 if len(reached) else math.inf
    return {**measures, "mill_m": float(depth[cell(2400, 95)]), "town_m": float(depth[cell(5000, 45)]), "town_h": when_h}


subprocess.run([MAKE, str(FOLDER)], check=True)
whole = run("whole")
print({key: whole[key] for key in ("slides", "links_closed_by_debris", "deposits_breached", "mill_m", "town_m", "town_h")})
expect("two slides, one road closed, one dam that breaches",
       whole["slides"] == 2 and whole["links_closed_by_debris"] > 0 and whole["deposits_breached"] == 1)
expect("the lake drowns the mill", whole["mill_m"] > 2)
expect("the wave reaches the township after the fourth hour", whole["town_m"] > 1 and 4 < whole["town_h"] < 4.5)

event = json.loads((FOLDER / "event.json").read_text())
hazards = "/event/hazards"
no_rain = json.dumps({"values": [[0, 0]]})
dry = run("dry", "--set", f"{hazards}/0/rain_mm_h={no_rain}", "--set", f"{hazards}/1/rain_mm_h={no_rain}")
expect("without rain nothing slides, no road closes, no water rises",
       dry["slides"] == 0 and dry["links_closed_by_debris"] == 0 and dry["mill_m"] < 0.1 and dry["town_m"] < 0.1)

cliff = event["hazards"][0]["sites"][1]
road_only = run("road-only", "--set", f"{hazards}/0/sites={json.dumps([event['hazards'][0]['sites'][0]])}")
expect("without the cliff the road closes all the same, and no lake rises",
       road_only["slides"] == 1 and road_only["links_closed_by_debris"] > 0 and road_only["mill_m"] < 0.5
       and road_only["town_m"] < 0.5)

aside = dict(cliff, danger={"ring": [[502560, 3272150], [502740, 3272150], [502740, 3272330], [502560, 3272330]]})
elsewhere = run("elsewhere", "--set", f"{hazards}/0/sites/1={json.dumps(aside)}")
expect("a slide of the same volume beside the brook dams nothing",
       elsewhere["slides"] == 2 and elsewhere["mill_m"] < 0.5 and elsewhere["town_m"] < 0.5)

holds = run("holds", "--set", f"{hazards}/1/deposit_breach/overtopping_m=50")
expect("a dam that holds keeps the lake and spares the township",
       holds["deposits_breached"] == 0 and holds["mill_m"] > 2 and holds["town_m"] < 0.5)

late = run("late", "--plan", str(FOLDER / "plan-late.json"))
expect(f"the early order saves people: {whole['safe']:.0f} and {late['safe']:.0f}", whole["safe"] > late["safe"] + 200)
expect(f"and fewer are trapped: {whole['now_trapped']:.0f} and {late['now_trapped']:.0f}",
       whole["now_trapped"] < late["now_trapped"] - 50)
sys.exit(1 if FAILED else 0)
