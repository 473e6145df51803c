# SPDX-License-Identifier: MIT
"""The JSON Schema and the reader give the same verdict, on sound documents and on thousands of broken ones.

usage: schema_test.py MUSTER JSON_VERDICTS SOURCE_DIR
"""
import copy
import glob
import json
import os
import subprocess
import sys

import jsonschema

WRONG = [None, True, -1, 0, 0.5, 1, 2.0, 7, 1.5, 1e12, -1e12, "", "x", "a/b", "EPSG:4326", "Z",
         "2024-04-30T00:00:00", "2024-04-30T00:00:00Z", "flood", "immediate", [], [1], [[0, 1]],
         ["x"], {}, {"kind": "stage"}]


def without_comments(text):
    out, i, quoted = [], 0, False
    while i < len(text):
        c = text[i]
        if quoted:
            out.append(text[i:i + 2] if c == "\\" else c)
            quoted = c != '"'
            i += 2 if c == "\\" else 1
        elif text.startswith("//", i):
            i = text.find("\n", i) if "\n" in text[i:] else len(text)
        elif text.startswith("/*", i):
            i = text.index("*/", i) + 2
        else:
            out.append(c)
            quoted = c == '"'
            i += 1
    return "".join(out)


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return json.loads(without_comments(file.read()))


def places(value, path=()):
    """Every path into the document, the root apart."""
    children = (value.items() if isinstance(value, dict)
                else enumerate(value) if isinstance(value, list) else ())
    for key, child in children:
        yield path + (key,)
        yield from places(child, path + (key,))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def mutants(document):
    for path in places(document):
        for value in WRONG:
            mutant = copy.deepcopy(document)
            at(mutant, path[:-1])[path[-1]] = value
            yield f"{path} = {value!r}", mutant
        mutant = copy.deepcopy(document)
        del at(mutant, path[:-1])[path[-1]]
        yield f"{path} removed", mutant
        if isinstance(at(document, path), dict):
            for key in ("zzz", "$schema", "kind", "for_s", "polygon", "lat"):
                if key not in at(document, path):
                    mutant = copy.deepcopy(document)
                    at(mutant, path)[key] = "text"
                    yield f"{path} + {key}", mutant


def documents_of(source):
    """(kind, name, document) of every case that is shipped, with its parts."""
    found = []
    for pattern in ("scenarios/*/*.json", "tests/cases/*/*.json"):
        for path in sorted(glob.glob(os.path.join(source, pattern))):
            document = load(path)
            if not isinstance(document, dict) or "horizon_s" not in document:
                continue
            if "world" not in document:  # a spec of the generator
                continue
            found.append(("case", path, document))
            for part in ("world", "event", "plan"):
                if isinstance(document.get(part), str):
                    file = os.path.join(os.path.dirname(path), document[part])
                    if os.path.exists(file):  # some parts are made when the tests run
                        found.append((part, file, load(file)))
    for path in sorted(glob.glob(os.path.join(source, "scenarios/*/plan*.json"))):
        found.append(("plan", path, load(path)))
    return found


def main():
    muster, verdicts, source = sys.argv[1:]
    validators = {}
    for kind in ("case", "world", "event", "plan", "study", "decision"):
        schema = json.loads(subprocess.check_output([muster, "schema", kind]))
        jsonschema.Draft7Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft7Validator(schema)

    full = load(os.path.join(source, "tests/input/full_case.json"))
    sound = documents_of(source) + [("case", "full_case.json", full)]
    sound += [(part, f"full_case.json /{part}", full[part]) for part in ("world", "event", "plan")]
    study = {"$schema": "study.schema.json", "name": "s", "case": "case.json", "seeds": {"first": 3, "count": 2},
             "vary": [{"pointer": "/plan/behaviour/informed_share", "values": [0.5, "x", {"a": [None]}]}]}
    sound.append(("study", "study", study))
    broken = [("study", name, mutant) for name, mutant in mutants(study)]
    for order in ({"kind": "issue_order", "id": "leave"}, {"kind": "close_roads", "sources": [7]},
                  {"kind": "open_roads", "between": [[1, 2]]}, {"kind": "clear_roads", "sources": [7], "between": [[1, 2]]}):
        decision = {"time_s": 60, "role": "command_post", "order": order}
        sound.append(("decision", order["kind"], decision))
        broken += [("decision", name, mutant) for name, mutant in mutants(decision)]
    for part in ("world", "event", "plan"):
        broken += [(part, f"/{part}{name}", mutant) for name, mutant in mutants(full[part])]
    shell = {key: value for key, value in full.items() if key not in ("world", "event", "plan")}
    shell["world"] = {"roads": {"osm": "roads.osm"}}
    broken += [("case", name, mutant) for name, mutant in mutants(shell)]

    lines = "".join(f"{kind}\t{json.dumps(document)}\n" for kind, _, document in sound + broken)
    answers = subprocess.run([verdicts], input=lines, text=True, check=True,
                             stdout=subprocess.PIPE).stdout.splitlines()
    assert len(answers) == len(sound) + len(broken)
    failures, refused = 0, 0
    for index, ((kind, name, document), answer) in enumerate(zip(sound + broken, answers)):
        error = jsonschema.exceptions.best_match(validators[kind].iter_errors(document)) \
            if index < len(sound) else None
        valid = error is None if index < len(sound) else validators[kind].is_valid(document)
        refused += not valid
        if valid != (answer == "ok") or (index < len(sound) and not valid):
            failures += 1
            if failures <= 20:
                print(f"{kind} {name}: schema: {'ok' if valid else error or 'bad'}; reader: {answer}")
    print(f"{len(sound)} sound documents, {len(broken)} changed ones, {refused} refused, "
          f"{failures} disagreements")
    assert refused > len(broken) / 4, "the changes hardly break anything"
    sys.exit(1 if failures else 0)


main()
