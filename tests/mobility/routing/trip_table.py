# SPDX-License-Identifier: MIT
# Vehicles of a case from a trip table of TransportationNetworks: Rayleigh departures, origins in
# proportion to the table. Usage: trip_table.py TRIPS.tntp VEHICLES OUT.csv
import math
import random
import sys

weight = {}
origin = None
for line in open(sys.argv[1]).read().split("<END OF METADATA>")[1].splitlines():
    if line.startswith("~"):
        continue
    if line.startswith("Origin"):
        origin = int(line.split()[1])
        weight[origin] = 0.0
    for entry in line.split(";"):
        if ":" in entry:
            weight[origin] += float(entry.split(":")[1])

count = int(sys.argv[2])
rng = random.Random(20240501)
origins = sorted(weight)
start = rng.choices(origins, weights=[weight[o] for o in origins], k=count)
departure = [1800.0 * math.sqrt(-2 * math.log(1 - rng.random())) for _ in range(count)]
with open(sys.argv[3], "w") as out:
    out.write("id,depart_s,origin\n")
    for k, (t, o) in enumerate(sorted(zip(departure, start))):
        out.write(f"{k},{t:.2f},{o}\n")
