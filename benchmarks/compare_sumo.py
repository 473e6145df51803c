#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same grid evacuation by muster and by SUMO's mesoscopic model: end times, speed and memory.

usage: compare_sumo.py TRAFFIC_GRID.py [--muster build/engine/cli/muster] [--vehicles 10000 100000] --folder DIR

TRAFFIC_GRID.py makes the tables of both programs (100 x 100 streets). SUMO drives without random speed
factors, which would let some vehicles exceed the limit. CPU-seconds are user and system time of the whole
program, children included; "loading" is the same program's run to the first second, and traversals a
CPU-second leave it out, for both alike.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml


def measured(command, **options):
    """Runs the command; returns its CPU seconds, peak memory in MB and standard output."""
    out = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True, **options)
    text = out.stdout.read()
    _, status, usage = os.wait4(out.pid, 0)
    out.returncode = os.waitstatus_to_exitcode(status)
    if out.returncode != 0:
        sys.exit(f"failed with {out.returncode}: {' '.join(map(str, command))}\n{text}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def make_network(tables, network):
    """SUMO's network with every movement but U-turns stated, as netconvert would drop some."""
    links = [line.split(",") for line in (tables / "links.csv").read_text().split()[1:]]
    names = [edge.get("id") for edge in xml.parse(tables / "n.edg.xml").getroot()]
    leaving = {}
    for name, link in zip(names, links):
        leaving.setdefault(link[1], []).append((name, link))
    connections = tables / "n.con.xml"
    with connections.open("w") as file:
        file.write("<connections>\n")
        for name, link in zip(names, links):
            for next_name, next_link in leaving.get(link[2], []):
                if next_link[2] != link[1]:
                    file.write(f'<connection from="{name}" to="{next_name}"/>\n')
        file.write("</connections>\n")
    measured(["netconvert", "-n", tables / "n.nod.xml", "-e", tables / "n.edg.xml", "-x", connections,
              "-o", network, "--no-turnarounds", "true", "--junctions.join", "false", "--no-warnings"])


def run_sumo(tables):
    network = tables / "net.xml"
    if not network.exists():
        make_network(tables, network)
    command = ["sumo", "--mesosim", "-n", network, "-r", tables / "r.rou.xml", "--time-to-teleport", "-1",
               "--default.speeddev", "0", "--xml-validation", "never", "--route-steps", "0",
               "--no-warnings", "--no-step-log", "--duration-log.statistics"]
    loading_s, _, _ = measured(command + ["--end", "1"])
    cpu_s, memory_mb, text = measured(command)

    def number(name):
        return float(re.search(name + r": ([\d.]+)", text, re.DOTALL).group(1))

    return {"end_s": number("Simulation ended at time"), "mean_s": number(r"avg.*?Duration") + number("DepartDelay"),
            "cpu_s": cpu_s, "loading_s": loading_s, "memory_mb": memory_mb}


def mean_trip_s(trace):
    """From setting out, waiting for room on the first link included, to the arrival."""
    if not shutil.which("h5dump"):
        return float("nan")
    total = 0
    for sign, column in ((1, "arrive_us"), (-1, "depart_us")):
        _, _, text = measured(["h5dump", "-d", f"/trips/{column}", "-y", "-w", "1", trace])
        values = re.findall(r"-?\d+", text.partition("DATA {")[2].partition("}")[0])
        total += sign * sum(map(int, values)) / len(values)
    return total / 1e6


def run_muster(muster, tables):
    case = tables / "case.json"
    case.write_text(json.dumps({
        "name": "grid", "start": "2024-01-01T00:00:00Z", "horizon_s": 20000, "seed": 1,
        "world": {"roads": {"csv": "."}},
        "plan": {"behaviour": {"destination": "nearest_exit"},
                 "demand": {"vehicles": "vehicles.csv", "routes": "routes.csv"}}}))
    command = [muster, "run", case, "--out", tables / "run.h5", "--json", "--set", '/record/movements="none"']
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1"}
    loading_s, _, _ = measured(command + ["--until", "1"], env=one_thread)
    cpu_s, memory_mb, text = measured(command, env=one_thread)
    summary = {(one["subject"], one["name"]): one["value"] for one in json.loads(text)["summary"]}
    return {"end_s": summary["", "clearance_100"], "mean_s": mean_trip_s(tables / "run.h5"), "cpu_s": cpu_s,
            "loading_s": loading_s, "memory_mb": memory_mb, "traversals": summary["", "link_traversals"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generator", type=pathlib.Path)
    parser.add_argument("--muster", type=pathlib.Path, default="build/engine/cli/muster")
    parser.add_argument("--vehicles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="tables are made here once")
    arguments = parser.parse_args()
    for vehicles in arguments.vehicles:
        tables = arguments.folder / f"grid-100-{vehicles}"
        if not (tables / "meta.json").exists():
            tables.mkdir(parents=True, exist_ok=True)
            measured([sys.executable, arguments.generator, 100, 100, vehicles, tables])
        bound_s = json.loads((tables / "meta.json").read_text())["lower_bound_free_flow_s"]
        results = {"muster": run_muster(arguments.muster.resolve(), tables), "sumo": run_sumo(tables)}
        traversals = results["muster"]["traversals"]
        print(f"{vehicles:,} vehicles, {traversals:,.0f} link traversals; last arrival at free speed: {bound_s:,.1f} s")
        print(f"{'':8} {'end s':>10} {'mean trip s':>12} {'CPU s':>8} {'loading':>8} {'trav/CPU-s':>12} {'MB':>7}")
        for name, one in results.items():
            rate = traversals / (one["cpu_s"] - one["loading_s"])
            print(f"{name:8} {one['end_s']:10,.1f} {one['mean_s']:12,.1f} {one['cpu_s']:8.2f} "
                  f"{one['loading_s']:8.2f} {rate:12,.0f} {one['memory_mb']:7,.0f}", flush=True)


if __name__ == "__main__":
    main()
