# SPDX-License-Identifier: MIT
# The network of the Chicago Sketch case from the tables of TransportationNetworks, in the form of
# the cases that the reference ships. Usage: chicago_sketch.py NET.tntp NODE.tntp OUT_FOLDER
#
# The reference states the case's bounds, not how its network was made. Exits: the farthest node in
# each direction, from east against the clock, no node twice, which are those of Sioux Falls with 4
# directions and of Anaheim with 8 (nodes that traffic passes through); with 16 the bounds come out
# as stated. Speed: length over free-flow time up to 36 m/s, as in Anaheim, and 13.89 m/s for the
# connectors, which state no time.
import math
import sys

EXITS = 16
METRES_PER_MILE = 1609.344
METRES_PER_FOOT = 0.3048
EXIT_ROW = "100.00,13.890,2,3600.0"


def rows(path):
    for line in open(path):
        words = line.strip().rstrip(";").split()
        if words and words[0].isdigit():
            yield [float(word) for word in words]


def speed_m_s(length_m, time_s):
    return min(length_m / time_s, 36.0) if time_s > 0 else 13.89


def farthest(nodes, count):
    found = []
    for k in range(count):
        east, north = math.cos(2 * math.pi * k / count), math.sin(2 * math.pi * k / count)
        found.append(max((n for n in nodes if n not in found), key=lambda n: nodes[n][0] * east + nodes[n][1] * north))
    return found


net, node, folder = sys.argv[1:]
nodes = {int(n): (x * METRES_PER_FOOT, y * METRES_PER_FOOT) for n, x, y in rows(node)}
links = []
for start, end, capacity, miles, minutes, *_ in rows(net):
    length_m = miles * METRES_PER_MILE
    lanes = max(1, min(6, round(capacity / 1800)))
    links.append(f"{start:.0f},{end:.0f},{length_m:.2f},{speed_m_s(length_m, minutes * 60):.3f},{lanes},{capacity:.1f}")
last, exits = max(nodes), []
for n in farthest(nodes, EXITS):
    nodes[last + n] = nodes[n]
    exits.append((len(links), n, last + n))
    links.append(f"{n},{last + n},{EXIT_ROW}")

with open(folder + "/nodes.csv", "w") as out:
    out.write("id,x,y\n" + "".join(f"{n},{x:.2f},{y:.2f}\n" for n, (x, y) in nodes.items()))
with open(folder + "/links.csv", "w") as out:
    out.write("id,from,to,length_m,speed_ms,lanes,capacity_vph\n" + "".join(f"{k},{l}\n" for k, l in enumerate(links)))
with open(folder + "/exits.csv", "w") as out:
    out.write("link,node,sink\n" + "".join(f"{l},{n},{s}\n" for l, n, s in exits))
