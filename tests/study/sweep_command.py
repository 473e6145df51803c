#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`muster sweep` as a user gives it: however the runs are shared out, stopped or killed, one table.

usage: sweep_command.py MUSTER SOURCE_DIR ways|restart|stop|crash|bad|mpi
"""
import csv
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Village:
    """A small case with a study, in a folder of its own."""

    def __init__(self, muster, source, folder):
        self.muster, self.folder = muster, pathlib.Path(folder)
        shutil.copy(f"{source}/tests/cli/cases/village.osm", folder)
        self.call("import", "osm", "village.osm", "--people", "600", "--out", "village")
        self.study([600, 5400], seeds=3)

    def study(self, values, pointer="/plan/orders/0/when/clock_s", seeds=1):
        text = {"name": "clock", "case": "village", "seeds": {"first": 5, "count": seeds},
                "vary": [{"pointer": pointer, "values": values}]}
        (self.folder / "study.json").write_text(json.dumps(text))

    def start(self, *words, launcher=(), **environment):
        for name in [name for name in os.environ if name.startswith(("SLURM", "OMPI", "PMI"))]:
            del os.environ[name]
        return subprocess.Popen([*launcher, self.muster, *words], cwd=self.folder, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=dict(os.environ, **environment))

    def call(self, *words, expect=0, **options):
        process = self.start(*words, **options)
        out, err = process.communicate()
        assert process.returncode == expect, f"{words}: exit code {process.returncode}\n{out}{err}"
        return out + err

    def table(self, out):
        return (self.folder / out / "results.csv").read_bytes()

    def rows(self, out):
        return list(csv.DictReader(self.table(out).decode().splitlines()))

    def made(self, out):
        """When each trace was made, by name."""
        return {path.name: path.stat().st_mtime_ns for path in (self.folder / out).glob("*.h5")}

    def traces(self, out):
        return len(list((self.folder / out).glob("*.h5")))

    def reference(self):
        self.call("sweep", "study.json", "--out", "one", "--jobs", "1")
        rows = self.rows("one")
        assert [(row["seed"], row["/plan/orders/0/when/clock_s"]) for row in rows] == [
            (seed, clock) for clock in ("600", "5400") for seed in ("5", "6", "7")], rows
        assert all(row["state"] == "done" and float(row["safe [persons]"]) > 0 for row in rows)
        assert len({row["fingerprint"] for row in rows}) == 6
        return self.table("one")


def ways(v):
    expected = v.reference()
    v.call("sweep", "study.json", "--out", "two", "--jobs", "2", "--threads", "2")
    assert v.table("two") == expected
    assert "next" in v.call("sweep", ".", "--out", "parts", "--part", "1/2")
    assert v.made("parts").keys() == {f"run-{i:06}.h5" for i in (0, 2, 4)}
    assert not (v.folder / "parts/results.csv").exists()
    v.call("collate", "parts", expect=1)
    assert [row["state"] for row in v.rows("parts")] == ["done", "missing"] * 3
    array = dict(SLURM_ARRAY_TASK_ID="4", SLURM_ARRAY_TASK_MIN="3", SLURM_ARRAY_TASK_MAX="4",
                 SLURM_ARRAY_TASK_COUNT="2")
    v.call("sweep", "study.json", "--out", "parts", **array)
    v.call("collate", "parts")
    assert v.table("parts") == expected
    for name in v.made("one"):  # a trace says nothing of how it came about
        assert (v.folder / "one" / name).read_bytes() == (v.folder / "parts" / name).read_bytes()
    v.call("sweep", "study.json", expect=2, **dict(array, SLURM_ARRAY_TASK_MAX="9"))
    v.call("sweep", "study.json", "--part", "3/2", expect=2)


def restart(v):
    expected = v.reference()
    before = v.made("one")
    assert "6 of 6 runs are there already" in v.call("sweep", "study.json", "--out", "one")
    assert v.made("one") == before
    (v.folder / "one/run-000001.h5").unlink()
    cut = v.folder / "one/run-000004.h5"
    cut.write_bytes(cut.read_bytes()[:-cut.stat().st_size // 2])
    v.call("sweep", "study.json", "--out", "one")
    after = v.made("one")
    assert {name for name in after if after[name] != before[name]} == {"run-000001.h5", "run-000004.h5"}
    assert v.table("one") == expected
    # Another study in the same folder: nothing is taken for what it is not.
    v.study([5400, 600], seeds=3)
    v.call("sweep", "study.json", "--out", "one")
    assert [row["fingerprint"] for row in v.rows("one")] == [
        row["fingerprint"] for row in csv.DictReader(expected.decode().splitlines()[:1]
                                                     + expected.decode().splitlines()[4:]
                                                     + expected.decode().splitlines()[1:4])]
    # A table that the case reads has changed: every run is made anew.
    before = v.made("one")
    people = v.folder / "village/people.csv"
    people.write_text(people.read_text() + "\n")
    v.call("sweep", "study.json", "--out", "one")
    assert all(when != before[name] for name, when in v.made("one").items())


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.005)


def alive(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(process):
    return [int(child) for child in
            pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def stop(v):
    expected = v.reference()
    v.study([600, 5400], seeds=300)
    for how in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        sweep = v.start("sweep", "study.json", "--out", "stopped", "--jobs", "2")
        before = v.traces("stopped")
        wait_for(lambda: v.traces("stopped") >= before + 3)
        workers = children(sweep.pid)
        assert len(workers) == 2
        sweep.send_signal(how)
        out, err = sweep.communicate()
        assert sweep.returncode == (-9 if how == signal.SIGKILL else 130), f"{out}{err}"
        assert how == signal.SIGKILL or "interrupted" in err
        wait_for(lambda: not any(map(alive, workers)))
        assert not list((v.folder / "stopped").glob("*.failed"))
    v.study([600, 5400], seeds=3)
    v.call("sweep", "study.json", "--out", "stopped")
    assert v.table("stopped") == expected


def kill_a_run(sweep):
    try:
        os.kill(children(children(sweep)[0])[0], signal.SIGKILL)
    except (FileNotFoundError, IndexError, ProcessLookupError):
        pass


def crash(v):
    """Runs that fail and runs that are killed are rows of the table; the others are made."""
    v.study(["village.osm", "nowhere.osm", "village.osm"], pointer="/world/roads/osm", seeds=2)
    v.call("sweep", "study.json", "--out", "failing", expect=1)
    rows = v.rows("failing")
    assert [row["state"] for row in rows] == ["done", "done", "failed", "failed", "done", "done"], rows
    assert all("exit 3" in row["message"] and "nowhere.osm" in row["message"] for row in rows[2:4]), rows
    v.study([600], seeds=300)
    sweep = v.start("sweep", "study.json", "--out", "killed", "--jobs", "1")
    failures = lambda: list((v.folder / "killed").glob("*.failed"))
    wait_for(lambda: failures() or kill_a_run(sweep.pid))  # it may have ended just then: until one is hit
    hit = v.traces("killed")
    wait_for(lambda: v.traces("killed") >= hit + 3)
    sweep.send_signal(signal.SIGTERM)
    assert sweep.wait() == 130
    v.call("collate", "killed", expect=1)
    rows = v.rows("killed")
    failed = [row for row in rows if row["state"] == "failed"]
    assert failed and all(row["message"] == "signal 9" for row in failed), failed
    assert any(row["state"] == "done" for row in rows[int(failed[-1]["index"]):]), rows


def bad(v):
    v.study([-0.5, 2e12, "all"])
    said = v.call("sweep", "study.json", "--out", "bad", expect=3)
    assert "clock_s=-0.5: must be at least 0" in said and 'clock_s="all": must be a number' in said, said
    v.study(["nowhere.osm"], pointer="/world/roads/osm")  # wrong for the first run: found before it is made
    assert "nowhere.osm" in v.call("sweep", "study.json", "--out", "bad", expect=3)
    assert not (v.folder / "bad").exists()
    assert "no such file" in v.call("sweep", "nothing.json", expect=3)
    assert "`muster sweep` makes it" in v.call("collate", "bad", expect=3)


def mpi(v):
    expected = v.reference()
    launcher = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n"]
    for ranks in ("1", "2", "3"):
        v.call("sweep", "study.json", "--out", f"ranks{ranks}", launcher=[*launcher, ranks])
        assert v.table(f"ranks{ranks}") == expected
    v.study([600, 5400], seeds=300)
    sweep = v.start("sweep", "study.json", "--out", "stopped", launcher=[*launcher, "2"])
    wait_for(lambda: v.traces("stopped") >= 3)
    sweep.send_signal(signal.SIGTERM)
    assert sweep.wait() != 0
    v.study([600, 5400], seeds=3)
    v.call("sweep", "study.json", "--out", "stopped", launcher=[*launcher, "2"])
    assert v.table("stopped") == expected
    v.study([-1])
    assert "must be at least 0" in v.call("sweep", "study.json", launcher=[*launcher, "2"], expect=3)


with tempfile.TemporaryDirectory(prefix="muster-sweep-") as scratch:
    globals()[sys.argv[3]](Village(sys.argv[1], sys.argv[2], scratch))
