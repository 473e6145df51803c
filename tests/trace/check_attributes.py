# SPDX-License-Identifier: MIT
"""Fails unless every dataset of a trace has units and a long_name."""
import sys

import h5py

bad, seen = [], 0


def visit(name, item):
    global seen
    if isinstance(item, h5py.Dataset):
        seen += 1
        for attribute in ("units", "long_name"):
            if not item.attrs.get(attribute):
                bad.append(name + " has no " + attribute)


with h5py.File(sys.argv[1], "r") as trace:
    trace.visititems(visit)
for line in bad:
    print(line, file=sys.stderr)
sys.exit(1 if bad or seen < int(sys.argv[2]) else 0)
