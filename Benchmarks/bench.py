#!/usr/bin/env python3
"""Side-by-side throughput, latency, CPU and memory of GraphQL servers over one PostgreSQL data set.

`make bench` builds our server and calls this; README.md here says what is measured and how to read it.
Exit status: 1 when an answer was wrong, 2 when the options make no sense, 0 otherwise.
"""
import contextlib
import dataclasses
import json
import pathlib
import shlex
import signal
import sys
import tempfile

from harness import chart, options, peers, results, tables
from harness.answers import Answers
from harness.comparison import Comparison
from harness.contestants import Load, RunningServer, statement_contestants
from harness.database import Database
from harness.rounds import Rounds

FOLDER = pathlib.Path(__file__).resolve().parent


def main():
    """Runs the whole benchmark."""
    asked = options.parse()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every context below is left in order
    peers.require_tools()
    own = peers.ours(asked.ours_command, asked.variant, asked.also)
    if not own:
        print("Our server is not named (--ours-command): only its peers are measured, without ratios.")
    servers = own + peers.peers(asked.peers, asked.build)
    load = Load(asked.connections, asked.seconds, asked.warm, asked.most_seconds, asked.database_connections)
    with contextlib.ExitStack() as stack:
        scratch = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-bench-")))
        database = stack.enter_context(Database(asked.socket))
        print(f"PostgreSQL: postmaster {database.pid}, {database.url}")
        running = [stack.enter_context(RunningServer(server, database, scratch, load)) for server in servers]
        statements = [] if asked.no_pgbench else statement_contestants(database, scratch, load)
        rounds = Rounds([*running, *statements], asked.ops, Answers(database), database)
        rounds.run(asked.rounds)
        comparison = Comparison(rounds.samples, own[0].name if own else None)
        asked.write = asked.write and not rounds.interrupted
        report(asked, comparison, running, rounds.problems, database)
    sys.exit(1 if rounds.problems else 130 if rounds.interrupted else 0)


def report(asked, comparison, running, problems, database):
    """Prints the tables, and writes what the options ask for."""
    others = [server.name for server in running if server.name != comparison.reference]
    parts = [tables.summary(comparison, others), *(tables.detail(comparison, each) for each in comparison.operations()),
             tables.memory(comparison, running)]
    text = "\n".join(part for part in parts if part)
    print(f"\n{text}")
    if asked.rounds < 3:
        print("Fewer than 3 rounds show no spread: draw no verdict from them.")
    for problem in problems:
        print(f"WRONG  {problem}")
    if asked.json:
        samples = {operation: {name: [dataclasses.asdict(sample) for sample in row] for name, row in rows.items()}
                   for operation, rows in comparison.samples.items()}
        asked.json.write_text(json.dumps({"samples": samples, "problems": problems}, indent=1))
    if asked.write:
        write(asked.title, comparison, others, text, database)


def write(title, comparison, others, text, database):
    """Writes the section of RESULTS.md, and the chart when ours was there to compare with its peers."""
    command = "make bench" + (f" OPTIONS={shlex.quote(said)}" if (said := shlex.join(_told())) else "")
    picture = ""
    usual = title == "Side by side"
    if comparison.reference and usual:
        drawn = [name for name in others if name in peers.NAMES]
        (FOLDER / "results.svg").write_text(chart.chart(comparison, drawn))
        picture = "\n![Throughput ratios](results.svg)\n"
    head = results.circumstances(command, [results.version(database.tool("postgres"))])
    name = "bench" if usual else "bench " + title.lower()
    results.write_section(name, f"## {title}\n\n{head}{picture}\n{text}")


def _told():
    """Our arguments without the command of our server, which make fills in."""
    words = sys.argv[1:]
    if "--ours-command" in words:
        place = words.index("--ours-command")
        del words[place:place + 2]
    return words


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
