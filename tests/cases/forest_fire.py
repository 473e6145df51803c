#!/usr/bin/python3
"""The shipped forest fire: the works of the plan at their counts, and what follows from each part of it.

usage: forest_fire.py MUSTER MAKE FOLDER
"""
import json
import pathlib
import subprocess
import sys

MUSTER, MAKE, FOLDER = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
FAILED = []


def expect(what, good):
    print(("ok   " if good else "FAIL ") + what)
    if not good:
        FAILED.append(what)


def run(name, *options):
    done = subprocess.run([MUSTER, "run", str(FOLDER), "--out", str(FOLDER / f"{name}.h5"), "--json", *options],
                          capture_output=True, text=True, check=True)
    return {row["name"]: row["value"] for row in json.loads(done.stdout)["summary"] if not row.get("subject")}


subprocess.run([MAKE, str(FOLDER), "--muster", MUSTER], check=True)
world = json.loads((FOLDER / "world.json").read_text())
sources = world["water_sources"]
of = lambda kind: [source for source in sources if source["id"].startswith(kind)]
expect("168 cisterns, 19 tanks, 142 pipes", [len(of(kind)) for kind in ("cistern", "tank", "pipe")] == [168, 19, 142])
stored = sum(source["capacity_l"] for source in of("cistern") + of("tank"))
expect(f"43,000 m3 in cisterns and tanks: {stored / 1000:.2f}", abs(stored / 1000 - 43000) < 0.01)
kinds = [line["kind"] for line in world["fire_breaks"]]
expect("64, 15 and 4 breaks", [kinds.count(kind) for kind in ("bare", "green_belt", "road")] == [64, 15, 4])
roads = json.loads((FOLDER / "forest-roads.geojson").read_text())["features"]
classes = [feature["properties"]["highway"] for feature in roads]
expect("39 access roads, 107 foot paths", [classes.count("track"), classes.count("path")] == [39, 107])

early = run("early")
late = run("late", "--plan", str(FOLDER / "plan-late.json"))
expect(f"an early order saves people: {early['safe']:.0f} and {late['safe']:.0f}", early["safe"] > late["safe"] + 50)
expect(f"and fewer are reached at home: {early['now_trapped']:.0f} and {late['now_trapped']:.0f}",
       early["now_trapped"] < late["now_trapped"] - 50)
expect("roads close and open again", early["links_closed_by_fire"] > 100 and early["links_reopened"] > 100)
for what, option in (("the breaks that stand", "/world/fire_breaks=[]"), ("the plan's works", "/plan/works={}")):
    without = run("without", "--set", option)["burnt"]
    expect(f"{what} hold fire: {early['burnt'] / 1e4:.0f} ha, {without / 1e4:.0f} without", without > early["burnt"])
surface = run("surface", "--set", "/event/hazards/0/crown_fire=false")["burnt"]
expect(f"crowns carry it: {surface / 1e4:.0f} ha without", surface < early["burnt"] / 2)
sys.exit(1 if FAILED else 0)
