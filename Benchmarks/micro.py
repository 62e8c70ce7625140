#!/usr/bin/env python3
"""The engine's stages in process, beside graphql-js: alternating samples, and instructions by callgrind.

`make bench-micro` builds our program and calls this; README.md here says how to read it.
Exit status: 1 when an answer was wrong, 0 otherwise.
"""
import argparse
import collections
import contextlib
import json
import pathlib
import shlex
import shutil
import statistics
import sys
import tempfile

from harness import micro_inputs, options, peers, results, tables
from harness.micro_programs import Program, instructions

# What each measurement is, and the bytes that a rate is computed from or the values in one operation.
WHAT = {
    "lex-large": "lex, 90 KB document",
    "parse-small": "lex + parse, 1.1 KB document",
    "parse-large": "lex + parse, 90 KB document",
    "request-json": "request body of d as JSON",
    "validate-deep": "validate d",
    "validate-dashboard": "validate the 1.1 KB document",
    "validate-introspection": "validate the introspection query",
    "plan-root": "plan d, root selection",
    "plan-execute-deep": "plan d and execute it",
    "coerce-deep": "coerce the variables of d",
    "coerce-mutation": "coerce the variables of g",
    "execute-one": "execute + write one object in memory",
    "execute-deep": "execute + write d in memory, 1,620 objects",
    "execute-wide": "execute + write 10,000 nodes in memory",
    "execute-introspection": "execute + write introspection",
    "write-string": "write a string of 11 bytes",
    "write-integer": "write an integer",
    "write-double": "write a fraction",
    "answer-one": "request to response, one object, document known",
    "answer-deep": "request to response, d, document known",
    "answer-deep-cold": "request to response, d, document new",
    "answer-introspection-cold": "request to response, introspection, document new",
    "count-request": "count the end of a request for metrics",
    "write-metrics": "write the metrics of 200 operations",
}
RATES = {"lex-large": "large.graphql", "parse-small": "dashboard.graphql", "parse-large": "large.graphql"}
# Freed responses stay with the process: a server under load keeps its memory, and pages are not what is measured.
KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(32 << 20), "MALLOC_MMAP_THRESHOLD_": str(8 << 20)}
# Repetitions under callgrind, for those that are long.
SHORT = {"execute-wide": 3, "parse-large": 3, "lex-large": 3, "execute-deep": 5, "plan-execute-deep": 5}


def main():
    """Runs the whole benchmark."""
    asked = parse()
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-micro-")))
        micro_inputs.write(folder)
        programs = [stack.enter_context(Program("Atlas", [str(asked.ours)], folder, KEEP_MEMORY))]
        if not asked.no_peers:
            server = peers.peers(["graphql-js"], asked.build)[0]
            script = peers.PEERS / "graphql-js/micro.js"
            programs.append(stack.enter_context(
                Program("graphql-js", [server.command[0], str(script)], folder, server.environment)))
        names = [name for name in programs[0].names() if not asked.only or name in asked.only.split(",")]
        problems = differing_answers(programs, names)
        samples = measure(programs, names, asked.rounds)
        counts = {} if asked.no_instructions else count_instructions(asked.ours, folder, names)
        text = report(samples, counts, folder)
        versions = [program.ask("version") for program in programs[1:]]
    print(f"\n{text}")
    for problem in problems:
        print(f"WRONG  {problem}")
    if asked.write:
        write(text, versions)
    sys.exit(1 if problems else 0)


def parse():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="micro.py", description=__doc__.splitlines()[0])
    parser.add_argument("--ours", type=pathlib.Path, required=True, help="the program graphql-benchmark")
    parser.add_argument("--rounds", type=int, default=9, help="alternating rounds (usual: %(default)s)")
    parser.add_argument("--only", metavar="NAMES", help=f"of {', '.join(WHAT)}")
    parser.add_argument("--no-peers", action="store_true", help="ours alone")
    parser.add_argument("--no-instructions", action="store_true", help="leave out callgrind, which takes minutes")
    parser.add_argument("--write", action="store_true", help="write the section of Benchmarks/RESULTS.md")
    parser.add_argument("--build", type=pathlib.Path, default=options.ROOT / ".build-bench", help="where peers are")
    return parser.parse_args()


def differing_answers(programs, names):
    """The responses that are not the same everywhere; introspection describes more than the peer knows."""
    found = []
    for name in names:
        if not name.startswith(("execute-", "answer-")) or "introspection" in name or name == "plan-execute-deep":
            continue
        answers = [json.loads(program.ask(f"answer {name}"))["data"] for program in programs]
        if any(json.dumps(answer) != json.dumps(answers[0]) for answer in answers):
            found.append(f"{name}: the answers differ")
    return found


def measure(programs, names, rounds):
    """Nanoseconds per operation by measurement and program. In every second round the peer comes first."""
    samples = collections.defaultdict(lambda: collections.defaultdict(list))
    able = {program.name: set(program.names()) for program in programs}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", flush=True)
        for name in names:
            for program in programs[::-1] if number % 2 else programs:
                if name in able[program.name]:
                    samples[name][program.name].append(program.measure(name))
    return samples


def count_instructions(binary, folder, names):
    """Instructions per operation by measurement; nothing where valgrind is not here."""
    if not shutil.which("valgrind"):
        print("No instruction counts: valgrind is not here.")
        return {}
    counts = {}
    for name in names:
        print(f"counting instructions: {name}", flush=True)
        values = 1000 if name.startswith("write-") else 1
        counts[name] = instructions(binary, folder, name, SHORT.get(name, 20)) / values
    return counts


def report(samples, counts, folder):
    """The table of the run."""
    columns = ["", "Atlas", "lowest–highest", "MB/s", "instructions", "graphql-js", "lowest–highest", "Atlas ×"]
    rows = []
    for name, row in samples.items():
        ours, theirs = row["Atlas"], row.get("graphql-js")
        size = (folder / RATES[name]).stat().st_size if name in RATES else 0
        rows.append([
            WHAT[name], duration(statistics.median(ours)), f"{duration(min(ours))}–{duration(max(ours))}",
            f"{size * 1000 / statistics.median(ours):.0f}" if size else "",
            f"{counts[name]:,.0f}" if name in counts else "",
            duration(statistics.median(theirs)) if theirs else "",
            f"{duration(min(theirs))}–{duration(max(theirs))}" if theirs else "", ratio(ours, theirs)])
    return tables.table(columns, rows)


def ratio(ours, theirs):
    """How many times faster ours is; nothing without a peer."""
    if not theirs:
        return ""
    overlap = min(ours) <= max(theirs) and min(theirs) <= max(ours)
    return f"{statistics.median(theirs) / statistics.median(ours):.2f}×" + (" unresolved" if overlap else "")


def duration(nanoseconds):
    """With a unit that fits."""
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.2f} {unit}"
    return f"{nanoseconds:.1f} ns"


def write(text, versions):
    """Writes the section of RESULTS.md."""
    words = sys.argv[1:]
    if "--ours" in words:
        del words[words.index("--ours"):words.index("--ours") + 2]
    command = "make bench-micro" + (f" OPTIONS={shlex.quote(shlex.join(words))}" if words else "")
    head = results.circumstances(command, versions)
    results.write_section("micro", f"## In process\n\n{head}\n{text}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
