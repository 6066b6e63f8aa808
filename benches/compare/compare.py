#!/usr/bin/env python3
"""Times this crate and others on the same files; see README.md beside this file."""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
WARD = HERE / "../../testdata/ballots/dundee-2022/dundee_2022_ward8.blt"
OURS = ["scottish-stv", "ers97", "meek", "schulze-wv"]
LONG = 10.0

READ = """
import sys
lines = open(sys.argv[1]).read().split("\\n")
candidates, seats = map(int, lines[0].split())
ballots = {}
for line in lines[1:]:
    marks = line.split()
    if marks == ["0"]:
        break
    key = tuple(marks[1:-1])
    ballots[key] = ballots.get(key, 0) + int(marks[0])
"""
VOTELIB = READ + """
from votelib.evaluate.sequential import TransferableVoteSelector
rule = TransferableVoteSelector(quota_function="droop", transferer="Gregory")
print(rule.evaluate(ballots, n_seats=seats))
"""
PYRANKVOTE = READ + """
import pyrankvote
from pyrankvote import Ballot, Candidate
all_of_them = {str(n): Candidate(str(n)) for n in range(1, candidates + 1)}
papers = [Ballot([all_of_them[mark] for mark in key]) for key, papers in ballots.items() for _ in range(papers)]
print(pyrankvote.single_transferable_vote(list(all_of_them.values()), papers, seats).get_winners())
"""
MEEKS = """
const Meek = require(process.argv[2] + '/node_modules/meeks-prf-js/run/meek.js');
const data = JSON.parse(require('fs').readFileSync(process.argv[3]));
const order = data.candidates;
const result = Meek.tabulate(data.seats, order, data.ballots, order.length, order, [], [], {}, null);
console.log(Object.keys(result).length);
"""


def parse(path):
    """Seats, candidates and ballots (papers, marks) of a plain BLT file."""
    lines = path.read_text().split("\n")
    candidates, seats = map(int, lines[0].split())
    ballots = []
    for line in lines[1:]:
        marks = [int(word) for word in line.split()]
        if marks == [0]:
            return seats, candidates, ballots
        ballots.append((marks[0], marks[1:-1]))
    raise ValueError(f"{path}: no end of ballots")


def convert(path, scratch):
    """The file as the others read it: BLT with nicknames, and JSON."""
    seats, candidates, ballots = parse(path)
    names = [f"c{n}" for n in range(1, candidates + 1)]
    nicks = scratch / (path.stem + ".nick.blt")
    with open(nicks, "w") as out:
        out.write(f"{candidates} {seats}\n[nick {' '.join(names)}]\n")
        for papers, marks in ballots:
            out.write(f"{papers} {' '.join(names[mark - 1] for mark in marks)} 0\n")
        out.write("0\n" + "".join(f'"{name}"\n' for name in names) + '"compared"\n')
    as_json = scratch / (path.stem + ".json")
    listed = [[papers, [names[mark - 1] for mark in marks]] for papers, marks in ballots]
    as_json.write_text(json.dumps({"seats": seats, "candidates": names, "ballots": listed}))
    return nicks, as_json


def processor():
    """Processor seconds that the programs started so far have used, on all cores."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(command, limit):
    """The least of three runs in processor seconds; of one where that is long; None where it fails."""
    best = None
    for _ in range(3):
        start = processor()
        try:
            done = subprocess.run(command, capture_output=True, timeout=limit)
        except subprocess.TimeoutExpired:
            return float("inf")
        took = processor() - start
        if done.returncode != 0:
            print(f"{command[0]}: {done.stderr.decode()[-300:]}", file=sys.stderr)
            return None
        best = took if best is None else min(best, took)
        if took > LONG:
            break
    return best


def commands(path, built, others, scratch):
    """(name, family that it is compared with, command) of everything that there is."""
    nicks, as_json = convert(path, scratch)
    for rules in OURS:
        yield f"hustings {rules}", rules, [str(built / "counted"), str(path), rules]
    stv_rs = others / "bin/stv-rs"
    if stv_rs.exists():
        command = [str(stv_rs), "--arithmetic", "fixed9", "--input", str(nicks), "meek"]
        yield "stv-rs Meek, fixed9", "meek", command
    if (others / "node_modules/meeks-prf-js").exists():
        yield "meeks-prf-js", "meek", ["node", "-e", MEEKS, "-", str(others), str(as_json)]
    python = others / "venv/bin/python"
    if python.exists():
        yield "votelib", "scottish-stv", [str(python), "-c", VOTELIB, str(path)]
        yield "pyrankvote", "scottish-stv", [str(python), "-c", PYRANKVOTE, str(path)]


def main():
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--built", type=pathlib.Path, required=True, help="where `large` and `counted` are")
    given.add_argument("--others", type=pathlib.Path, required=True, help="where the others were installed")
    given.add_argument("--limit", type=float, default=120.0, help="seconds after which a run is ended")
    args = given.parse_args()
    built, others = args.built.resolve(), args.others.resolve()
    print(f"{os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        large = scratch / "large.blt"
        large.write_bytes(subprocess.run([str(built / "large")], capture_output=True, check=True).stdout)
        for path in [WARD, large]:
            print(f"\n{path.name}")
            ours = {}
            for name, family, command in commands(path, built, others, scratch):
                took = timed(command, args.limit)
                if took is None:
                    continue
                ours.setdefault(family, took)
                if took == float("inf"):
                    print(f"  {name:28} ended after {args.limit:.0f} s", flush=True)
                    continue
                print(f"  {name:28} {took:8.3f} s  {took / ours[family]:8.1f} × {family}", flush=True)


if __name__ == "__main__":
    main()
