# SPDX-License-Identifier: MIT
"""Fails unless every HDF item of an XDMF file exists in the trace with the stated shape and type."""
import os
import sys
import xml.etree.ElementTree as xml

import h5py


def numbers(text):
    return tuple(int(n) for n in text.split())


xdmf, least = sys.argv[1], int(sys.argv[2])
root = xml.parse(xdmf).getroot()
parents = {child: parent for parent in root.iter() for child in parent}
seen, bad = set(), []
for item in root.iter("DataItem"):
    if item.get("Format") != "HDF":
        continue
    file, path = item.text.strip().split(":")
    with h5py.File(os.path.join(os.path.dirname(xdmf), file), "r") as trace:
        if path not in trace:
            bad.append(path + " is not there")
            continue
        data = trace[path]
        kind = {"f": "Float", "i": "Int", "u": "UInt"}[data.dtype.kind]
        if item.get("NumberType").replace("UChar", "UInt") != kind or int(item.get("Precision")) != data.dtype.itemsize:
            bad.append(path + " has type " + str(data.dtype))
        if numbers(item.get("Dimensions")) != data.shape:
            bad.append(path + " has shape " + str(data.shape))
        seen.add(path)
        slab = parents[item]
        if slab.get("ItemType") == "HyperSlab":
            start = numbers(slab.find("DataItem").text)
            if any(start[i] + start[6 + i] > data.shape[i] for i in range(3)):
                bad.append(path + " is cut beyond its end: " + str(start))
            if numbers(slab.get("Dimensions")) != start[6:]:
                bad.append(path + ": slab and its dimensions differ")
for line in bad:
    print(line, file=sys.stderr)
sys.exit(1 if bad or len(seen) < least else 0)
