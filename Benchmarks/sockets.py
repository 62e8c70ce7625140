#!/usr/bin/env python3
"""What ten thousand open subscriptions cost one `atlas serve`, and whether misbehaving clients leave anything behind.

`make bench-sockets` builds the server and calls this. Exit status: 1 when a socket costs more than allowed, was not
told, or a misuse left something behind.
"""
import argparse
import asyncio
import contextlib
import json
import pathlib
import shlex
import signal
import sys

from harness import misuse, results
from harness.atlas import UNLIMITED
from harness.demo import DemoServer
from harness.sockets import Stages, measure_idle, measure_sockets, raise_limit
from harness.tables import table


def main():
    """Runs what was asked for."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every context below is left in order
    raise_limit(asked.sockets)
    problems, parts, numbers = [], [], {}
    if "sockets" in asked.only:
        with server(asked) as running:
            stages, problems = asyncio.run(measure_sockets(running, asked.sockets))
        each = max(map(stages.each, stages.all)) / 1024
        if each > asked.most_kilobytes:
            problems.append(f"a socket costs {each:.1f} KB at its worst, more than {asked.most_kilobytes:g}")
        add("sockets", f"{asked.sockets} sockets with one subscription each", stages, parts, numbers)
    if "idle" in asked.only:
        with server(asked) as running:
            stages = asyncio.run(measure_idle(running, asked.sockets))
        add("idle", f"{asked.sockets} idle HTTP connections", stages, parts, numbers)
    if "misuse" in asked.only:
        with server(asked) as running:
            verdicts = misuse.run_all(running, asked.cases)
        problems += [f"{each.name}: {each.fault}" for each in verdicts if each.fault]
        parts.append("### Misuse\n\n" + table(misuse.COLUMNS, [each.row() for each in verdicts]))
        numbers["misuse"] = [vars(each) for each in verdicts]
    report(asked, "\n".join(parts), numbers)
    for problem in problems:
        print(f"WRONG  {problem}")
    sys.exit(1 if problems else 0)


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="sockets.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, metavar="COMMAND", help="the executable atlas, in release mode")
    parser.add_argument("--sockets", type=int, default=10_000, help="connections (usual: %(default)s)")
    parser.add_argument("--most-kilobytes", type=float, default=16, help="what one may cost (usual: %(default)s)")
    parser.add_argument("--only", default="sockets,idle,misuse", help="parts of the run (usual: %(default)s)")
    parser.add_argument("--cases", default=",".join(misuse.CASES), help="kinds of misuse (usual: %(default)s)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the server")
    parser.add_argument("--write", action="store_true", help="write the section of Benchmarks/RESULTS.md")
    parser.add_argument("--json", type=pathlib.Path, help="write every number to this file")
    asked = parser.parse_args()
    asked.only, asked.cases = asked.only.split(","), asked.cases.split(",")
    if unknown := [each for each in asked.cases if each not in misuse.CASES]:
        parser.error(f"no such misuse: {', '.join(unknown)}")
    return asked


# Without the limits that protect a server from what this tool is: one user with all the sockets.
SETTINGS = {"ATLAS_SOCKETS_PER_USER": "20000", **UNLIMITED}


def server(asked):
    """A server of its own for each part: what one part left in its memory would hide what the next one takes."""
    return DemoServer(shlex.split(asked.atlas), {**SETTINGS, **dict(each.split("=", 1) for each in asked.set)})


def add(name, title, stages, parts, numbers):
    """Keeps a measurement as a table and as numbers."""
    parts.append(f"### {title}\n\n" + table(Stages.columns, stages.rows()))
    numbers[name] = [{**vars(each), "memory": vars(each.memory)} for each in stages.all]


def report(asked, text, numbers):
    """Prints the tables, and writes what is asked for."""
    print(f"\n{text}")
    if asked.json:
        asked.json.write_text(json.dumps(numbers, indent=2))
    if asked.write:
        head = results.circumstances("make bench-sockets", ["one process, database of its own"])
        results.write_section("sockets", f"## Open connections\n\n{head}\n{text}")


if __name__ == "__main__":
    main()
