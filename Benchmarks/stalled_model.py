#!/usr/bin/env python3
"""Whether a language model that fails or stalls is felt by those who ask for something else.

`make bench-stalled-model` builds the server and calls this. Queries are asked at a steady pace throughout. In every
second window learners ask the tutor besides, behind whom stands a provider that misbehaves, each time in another
way. Exit status: 1 when a query failed, or when the queries' p99 beside the askers is beyond what is promised.
"""
import argparse
import gc
import pathlib
import secrets
import shlex
import signal
import statistics
import sys

from harness import results
from harness.asking import Learners, Window, run_window
from harness.atlas import UNLIMITED
from harness.demo import DemoServer
from harness.misbehaving_model import MisbehavingModel
from harness.tables import table

BEHAVIOURS = ["good", "stall", "429", "500", "cut", "huge", "invalid", "drip"]


def main():
    """Measures, judges and reports."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every context below is left in order
    gc.disable()
    secret = secrets.token_hex(32)
    with MisbehavingModel() as model:
        settings = {"ATLAS_JWT_SECRET": secret, "ATLAS_RESPONSE_CACHE_BYTES": "0", **UNLIMITED, **model.settings,
                    "ATLAS_TUTOR_DAILY_QUESTIONS": "1000000", "ATLAS_TUTOR_DAILY_QUESTIONS_ALL": "1000000"}
        with DemoServer(shlex.split(asked.atlas), settings) as server:
            learners = Learners.made(server.database, secret, asked.askers)
            measured = [measure(server, model, learners, behaviour, asked) for behaviour in asked.behaviours]
    problems = report(asked, measured)
    for problem in problems:
        print(f"WRONG  {problem}")
    sys.exit(1 if problems else 0)


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="stalled_model.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, metavar="COMMAND", help="the executable atlas, in release mode")
    parser.add_argument("--behaviours", type=lambda text: text.split(","), default=BEHAVIOURS,
                        help=f"of the provider (usual: {','.join(BEHAVIOURS)})")
    parser.add_argument("--askers", type=int, default=100, help="who ask the tutor (usual: %(default)s)")
    parser.add_argument("--questions-per-second", type=float, default=5, help="by all of them (usual: %(default)s)")
    parser.add_argument("--per-second", type=float, default=200, help="queries (usual: %(default)s)")
    parser.add_argument("--seconds", type=float, default=5, help="of a window (usual: %(default)s)")
    parser.add_argument("--pairs", type=int, default=3, help="of windows for each behaviour (usual: %(default)s)")
    parser.add_argument("--most-ratio", type=float, default=2, help="p99 beside askers to alone (usual: %(default)s)")
    parser.add_argument("--most-more", type=float, default=5, help="milliseconds of p99 more (usual: %(default)s)")
    parser.add_argument("--write", action="store_true", help="write the section of Benchmarks/RESULTS.md")
    return parser.parse_args()


def measure(server, model, learners, behaviour, asked):
    """Windows alone and beside askers, by turns."""
    model.behave(behaviour)
    alone, beside = [], []
    for _ in range(asked.pairs):
        for windows, tokens in ((alone, []), (beside, learners.tokens)):
            windows.append(run_window(
                Window(server.port, tokens, asked.per_second, asked.questions_per_second, asked.seconds)))
    return behaviour, alone, beside


def report(asked, measured):
    """Prints the table, writes what is asked for, and answers what is wrong."""
    rows, problems = [], []
    for behaviour, alone, beside in measured:
        before, after = (statistics.median(each.p99 for each in windows) * 1000 for windows in (alone, beside))
        rows.append([behaviour, f"{before:.2f}", f"{after:.2f}", f"{after / before:.2f}",
                     f"{sum(each.questions for each in beside)}", f"{sum(each.refused for each in beside)}"])
        if failed := sum(each.failed for each in alone + beside):
            problems.append(f"{behaviour}: {failed} queries failed")
        if after > max(before * asked.most_ratio, before + asked.most_more):
            problems.append(f"{behaviour}: p99 {after:.2f} ms beside askers, {before:.2f} ms alone")
    columns = ["the provider", "p99 ms alone", "p99 ms beside askers", "ratio", "questions", "of which refused"]
    text = table(columns, rows)
    print(f"\n{text}")
    if asked.write:
        head = results.circumstances("make bench-stalled-model", [
            f"{asked.per_second:g} queries a second; {asked.questions_per_second:g} questions a second in every second "
            f"window of {asked.seconds:g} s, {asked.pairs} pairs of windows; p99 is their median"])
        results.write_section("stalled-model", f"## A language model that fails\n\n{head}\n{text}")
    return problems


if __name__ == "__main__":
    main()
