#!/usr/bin/env python3
"""Throughput, latency, CPU, memory and statements of Atlas itself: `atlas serve` over `atlas seed --profile bench`.

`make bench-atlas` builds the server and calls this. It drives the twins of the operations of `make bench`, in
alternating rounds, with the cache of whole responses and without. Exit status: 1 when an answer was wrong.
"""
import argparse
import contextlib
import pathlib
import shlex
import signal
import sys
import tempfile

from harness import results
from harness.atlas import CHECKED, TWINS, AtlasAnswers, AtlasDatabase, AtlasServer, Viewer
from harness.comparison import Comparison
from harness.contestants import Load
from harness.peers import Server
from harness.rounds import Rounds
from harness.tables import table

# Without the cache first: that is the server's own work.
CACHES = {"off": {"ATLAS_RESPONSE_CACHE_BYTES": "0"}, "on": {}}


def main():
    """Runs the whole benchmark."""
    asked = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every context below is left in order
    atlas = shlex.split(asked.atlas)
    load = Load(connections=asked.connections, seconds=asked.seconds, warm_seconds=asked.warm, most_seconds=10,
                database_connections=8)
    with contextlib.ExitStack() as stack:
        scratch = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-bench-")))
        database = stack.enter_context(AtlasDatabase(atlas, asked.socket))
        print(f"PostgreSQL: postmaster {database.pid}; seeded in {database.seconds_to_seed:.1f} s")
        viewer = Viewer()
        servers = [stack.enter_context(AtlasServer(each, database, scratch, load, viewer))
                   for each in (serve(atlas, database, name) for name in CACHES)]
        answers = AtlasAnswers(viewer)
        rounds = Rounds(servers, asked.ops, answers, database)
        statements = {each: {server.name: statements_of(server, each, answers, database) for server in servers}
                      for each in asked.ops}
        rounds.run(asked.rounds)
        report(asked, Comparison(rounds.samples, None), servers, statements, database)
    for problem in rounds.problems:
        print(f"WRONG  {problem}")
    sys.exit(1 if rounds.problems else 0)


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="atlas.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, metavar="COMMAND", help="the executable atlas, in release mode")
    parser.add_argument("--ops", default=",".join(TWINS), help="operations (usual: all); a letter is enough: a,c,g")
    parser.add_argument("--rounds", type=int, default=5, help="alternating rounds (usual: %(default)s)")
    parser.add_argument("--seconds", type=int, default=3, help="seconds of a cell (usual: %(default)s)")
    parser.add_argument("--warm", type=int, default=1, help="seconds before a server's first cell of an operation")
    parser.add_argument("--connections", type=int, default=16, help="HTTP connections (usual: %(default)s)")
    parser.add_argument("--socket", action="store_true", help="reach PostgreSQL by its unix socket, not by TCP")
    parser.add_argument("--write", action="store_true", help="write the section of Benchmarks/RESULTS.md")
    asked = parser.parse_args()
    words = asked.ops.split(",")
    asked.ops = [name for name in TWINS if name in words or name[0] in words]
    if len(asked.ops) != len(set(words)):
        parser.error(f"the operations are {', '.join(TWINS)}")
    return asked


def serve(atlas, database, cache):
    """How the server with this cache is started."""
    return Server(f"cache {cache}", [*atlas, "serve"], environment={**database.environment, **CACHES[cache]})


def statements_of(server, operation, answers, database):
    """Statements per request, once everything is prepared and, where there is a cache, cached."""
    url = server.url(operation)
    answers.ask(url, operation)
    sent = database.statements_of(lambda: answers.ask(url, operation))
    if operation == "g_mutation":
        database.forget_messages()
    return len(sent) / CHECKED


def report(asked, comparison, servers, statements, database):
    """Prints the tables, and writes them where that is asked for."""
    columns = ["", "response cache", "requests/s", "lowest–highest", "p50 ms", "p99 ms", "CPU µs server",
               "CPU µs PostgreSQL", "statements"]
    rows = [row(comparison, operation, name, statements)
            for operation in comparison.operations() for name in sorted(comparison.names(operation))]
    memory = [[server.name, f"{server.idle_memory:.0f}", f"{comparison.most_memory(server.name):.0f}"]
              for server in servers if server.name in comparison.names()]
    said = "\n".join(f"- {name}: {TWINS[name]}" for name in comparison.operations())
    text = f"{said}\n\n{table(columns, rows)}\n{table(['memory', 'idle MB', 'most under load MB'], memory)}"
    print(f"\n{text}")
    if asked.write:
        words = told()
        command = "make bench-atlas" + (f" OPTIONS={shlex.quote(shlex.join(words))}" if words else "")
        head = results.circumstances(command, [results.version(database.tool("postgres"))])
        results.write_section("atlas", f"## Atlas itself\n\n{head}- {asked.connections} connections, {asked.rounds} "
                              f"rounds of {asked.seconds} s; `atlas seed --profile bench` took "
                              f"{database.seconds_to_seed:.1f} s\n\n{text}")


def row(comparison, operation, name, statements):
    """The medians of one operation on one server."""
    def number(which, digits=0):
        return f"{comparison.median(operation, name, which):,.{digits}f}"

    low, high = comparison.spread(operation, name)
    p99 = "few" if comparison.few(operation, name) else number("p99", 2)
    return [operation, name.removeprefix("cache "), number("rate"), f"{low:,.0f}–{high:,.0f}", number("p50", 2), p99,
            number("server_cpu"), number("database_cpu"), f"{statements[operation][name]:g}"]


def told():
    """Our arguments without the executable, which make fills in."""
    words = sys.argv[1:]
    if "--atlas" in words:
        place = words.index("--atlas")
        del words[place:place + 2]
    return words


if __name__ == "__main__":
    main()
