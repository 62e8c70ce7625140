#!/usr/bin/env python3
"""Whether one `atlas serve` keeps its promises to a crowd that listens to one study group.

`make bench-fanout` builds the server and calls this. 2,000 sockets of 200 members subscribe to the messages of their
group; ten messages a second are posted; after a third of the time some sockets stop reading. Exit status: 1 when a
message was lost, doubled or late, was executed more than once, a stalled socket was kept or could not resume, or the
server's memory grew too much.
"""
import argparse
import gc
import json
import pathlib
import secrets
import shlex
import signal
import sys

from harness import results
from harness.demo import DemoServer
from harness.fanout import Plan, measure
from harness.sockets import raise_limit
from harness.tables import table


def main():
    """Measures, judges and reports."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every context below is left in order
    raise_limit(2 * asked.sockets)
    gc.disable()  # a collection in the middle of a message would look like the server's delay
    secret = secrets.token_hex(32)
    settings = {"ATLAS_JWT_SECRET": secret, **dict(each.split("=", 1) for each in asked.set)}
    with DemoServer(shlex.split(asked.atlas), settings, preload="pg_stat_statements") as server:
        outcome = measure(server, secret, plan(asked))
    report(asked, outcome)
    for problem in outcome.problems:
        print(f"WRONG  {problem}")
    sys.exit(1 if outcome.problems else 0)


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="fanout.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, metavar="COMMAND", help="the executable atlas, in release mode")
    parser.add_argument("--sockets", type=int, default=2000, help="subscribers (usual: %(default)s)")
    parser.add_argument("--users", type=int, default=200, help="members of the group (usual: %(default)s)")
    parser.add_argument("--stalled", type=float, default=5, help="percent that stop reading (usual: %(default)s)")
    parser.add_argument("--per-second", type=float, default=10, help="messages (usual: %(default)s)")
    parser.add_argument("--seconds", type=int, default=60, help="of posting (usual: %(default)s)")
    parser.add_argument("--bytes", type=int, default=1000, help="of a message's text (usual: %(default)s)")
    parser.add_argument("--most-p99", type=float, default=250, help="milliseconds (usual: %(default)s)")
    parser.add_argument("--most-seconds", type=float, default=10, help="until a stall is cut (usual: %(default)s)")
    parser.add_argument("--most-megabytes", type=float, default=50, help="of growth (usual: %(default)s)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the server")
    parser.add_argument("--write", action="store_true", help="write the section of Benchmarks/RESULTS.md")
    parser.add_argument("--json", type=pathlib.Path, help="write every number to this file")
    return parser.parse_args()


def plan(asked):
    """What is asked for, and promised."""
    return Plan(
        sockets=asked.sockets, users=min(asked.users, asked.sockets),
        stalled=round(asked.sockets * asked.stalled / 100), per_second=asked.per_second,
        count=round(asked.per_second * asked.seconds), content_bytes=asked.bytes, most_p99=asked.most_p99 / 1000,
        most_seconds=asked.most_seconds, most_bytes=asked.most_megabytes * 1e6)


def report(asked, outcome):
    """Prints the table, and writes what is asked for."""
    text = table(["", "measured", "promised"], outcome.rows())
    print(f"\n{text}")
    if asked.json:
        asked.json.write_text(json.dumps(outcome.numbers, indent=2))
    if asked.write:
        head = results.circumstances("make bench-fanout", [
            f"{asked.sockets} sockets of {asked.users} members, {asked.per_second:g} messages a second of "
            f"{asked.bytes} bytes for {asked.seconds} s; {asked.stalled:g} % stop reading after a third of the time"])
        results.write_section("fanout", f"## One group, many subscribers\n\n{head}\n{text}")


if __name__ == "__main__":
    main()
