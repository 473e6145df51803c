#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draws a trace: the roads over the greatest values of a field, and what happens in time.

    plot_trace.py RUN.h5 RUN.png [--field flood_depth]

Needs python3-h5py, python3-numpy, python3-matplotlib; reads the file as any HDF5 program would.
"""
import argparse

import h5py
import matplotlib

matplotlib.use("Agg")  # no display needed
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager
from matplotlib.collections import LineCollection

NO_LINK = 0xFFFFFFFF  # in /movements/link: the mover leaves the network


def decoded(data, selection=...):
    """Values of a field in its units; NaN where it has none."""
    stored = data[selection]
    if "scale_factor" not in data.attrs:
        return stored.astype(float)
    values = stored * data.attrs["scale_factor"] + data.attrs["add_offset"]
    return np.where(stored == data.attrs["_FillValue"], np.nan, values)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def extent(data):
    """West, east, south, north of a field, for imshow."""
    x, width, _, y, _, height = data.attrs["geotransform"]
    rows, cols = data.shape[-2:]
    return x, x + cols * width, y + rows * height, y


def draw_map(axes, trace, field):
    name = "fields_max/" + field
    if name in trace:
        data = trace[name]
        values = decoded(data)
        values = np.where(values > 0, values, np.nan)
        image = axes.imshow(values, extent=extent(data), cmap="cividis", interpolation="nearest")
        axes.figure.colorbar(image, ax=axes, label=f"{text(data.attrs['long_name'])} ({text(data.attrs['units'])})")
    nodes, links = trace["world/nodes"], trace["world/links"]
    place = np.column_stack([nodes["x"][:], nodes["y"][:]])
    lines = np.stack([place[links["from"][:]], place[links["to"][:]]], axis=1)
    axes.add_collection(LineCollection(lines, colors="0.6", linewidths=0.4))
    if "links/closed" in trace:
        closed = np.zeros(len(lines), bool)
        for link, value in zip(trace["links/closed/link"][:], trace["links/closed/value"][:]):
            closed[link] = value != 0
        axes.add_collection(LineCollection(lines[closed], colors="k", linewidths=2, label="closed at the end"))
        if closed.any():
            axes.legend(loc="lower left")
    axes.set_aspect("equal")
    axes.autoscale()
    axes.set(xlabel="easting (m)", ylabel="northing (m)", title=text(trace.attrs["name"]))


def movers_under_way(trace):
    """Hours, and how many movers are on a link then."""
    table = trace["movements"]
    mover, link = table["mover"][:], table["link"][:]
    order = np.argsort(mover, kind="stable")  # each mover's rows together, in time
    first = np.ones(len(order), bool)
    first[1:] = mover[order][1:] != mover[order][:-1]
    on = link[order] != NO_LINK
    before = np.concatenate([[False], on[:-1]]) & ~first
    change = np.zeros(len(order), int)
    change[order] = on.astype(int) - before.astype(int)
    return table["time_us"][:] / 3.6e9, np.cumsum(change)


def draw_time(axes, trace):
    if "movements" in trace and len(trace["movements/time_us"]):
        axes.step(*movers_under_way(trace), where="post", label="movers on the roads")
    for name, table in trace.get("series", {}).items():
        values = table["value"]
        if values.ndim == 1 and text(values.attrs["units"]) == "1":
            axes.plot(table["time_us"][:] / 3.6e9, values[:], label=text(values.attrs["long_name"]))
    axes.set(xlabel="hours since " + text(trace.attrs["start"]), ylabel="number")
    axes.grid(alpha=0.3)
    if axes.get_legend_handles_labels()[1]:
        axes.legend()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trace")
    parser.add_argument("picture")
    parser.add_argument("--field", default="flood_depth", help="a name of /fields_max (default: %(default)s)")
    options = parser.parse_args()
    installed = {font.name for font in font_manager.fontManager.ttflist}
    fonts = ["DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Zen Hei"]  # the first that has a glyph
    plt.rcParams["font.family"] = [name for name in fonts if name in installed]
    with h5py.File(options.trace, "r") as trace:
        if text(trace.attrs.get("format", "")) != "muster-trace":
            parser.error(options.trace + " is not a trace")
        figure, (left, right) = plt.subplots(1, 2, figsize=(14, 6), layout="constrained")
        draw_map(left, trace, options.field)
        draw_time(right, trace)
        if not trace.attrs["complete"]:
            figure.suptitle("the run was cut short")
        figure.savefig(options.picture, dpi=120)


if __name__ == "__main__":
    main()
