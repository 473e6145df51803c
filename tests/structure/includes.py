#!/usr/bin/env python3
"""Checks every #include "..." of engine/ and viewer/ against the table in cmake/MusterFolders.cmake.

usage: includes.py REPOSITORY
"""
import pathlib
import re
import sys


def table(text):
    values = {}
    for name, body in re.findall(r"set\(([\w/]+)([^)]*)\)", text):
        words = []
        for word in body.split():
            reference = re.fullmatch(r"\$\{([\w/]+)\}", word)
            words += values[reference.group(1)] if reference else [word]
        values[name] = words
    return values


def folder_of(path, folders):
    """The longest row of the table that holds the path."""
    parents = [str(parent) for parent in path.parents]
    return next((parent for parent in parents if parent in folders), None)


HEAVY = {
    "nlohmann/json.hpp": 8, "CLI/CLI.hpp": 2, "osmium/": 4, "gdal": 14, "ogr": 14, "hdf5.h": 3,
    "spdlog/": 1,
}


def main():
    root = pathlib.Path(sys.argv[1])
    values = table((root / "cmake/MusterFolders.cmake").read_text())
    folders = values["MUSTER_FOLDERS"]
    faults, heavy = [], {key: set() for key in HEAVY}
    sources = [p for top in ("engine", "viewer") for p in sorted((root / top).rglob("*"))
               if p.suffix in (".cpp", ".hpp")]
    for source in sources:
        path = source.relative_to(root)
        folder = folder_of(path, folders)
        if folder is None:
            faults.append(f"{path}: its folder has no row in cmake/MusterFolders.cmake")
            continue
        allowed = set(values[f"may_include_{folder}"]) | {folder}
        for number, line in enumerate(source.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+([<"])([^">]+)[">]', line)
            if not match:
                continue
            for key, files in heavy.items():
                if match.group(1) == "<" and match.group(2).startswith(key):
                    files.add(path)
                    if path.suffix == ".hpp" and key not in ("gdal", "ogr", "hdf5.h"):
                        faults.append(f"{path}:{number}: {match.group(2)} costs seconds to compile: not in a header")
            if match.group(1) == "<" or not match.group(2).startswith(("engine/", "viewer/")):
                continue
            target = folder_of(pathlib.PurePosixPath(match.group(2)), folders)
            # A sub-folder may use its parents' and its own parts' headers only where the table says so.
            if target not in allowed and not (target or "").startswith(folder + "/"):
                faults.append(f"{path}:{number}: {folder} may not include {match.group(2)}")
            if not (root / match.group(2)).exists():
                faults.append(f"{path}:{number}: there is no {match.group(2)}")
    for key, files in heavy.items():
        if len(files) > HEAVY[key]:
            names = ", ".join(sorted(map(str, files)))
            faults.append(f"{key} is included in {len(files)} files, more than {HEAVY[key]}: {names}")
    print("\n".join(faults) if faults else f"{len(sources)} files keep to the table")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
