#!/usr/bin/env python3
"""Latency of `Query.search` over the data of `atlas seed --profile bench` and as many atoms as are asked for.

`make bench-search` builds the server and calls this. The queries come in a fixed order from a fixed seed: single words
that are common or rare, pairs, phrases, either-or, exclusions, and words that are still being typed. Each is asked once
by a learner, with scores, passages and nodes, and once more with total and facets. Exit status: 1 when an answer was an
error, or no query found anything.
"""
import argparse
import collections
import contextlib
import json
import pathlib
import random
import re
import shlex
import sys
import tempfile
import time

from harness import results
from harness.atlas import AtlasDatabase, AtlasServer, Viewer, post
from harness.contestants import Load
from harness.peers import Server
from harness.tables import table

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = """query ($query: String!) { search(query: $query) {
  tookMs pageInfo { hasNextPage endCursor }
  edges { score highlights node { __typename ... on Diagram { title } ... on Lab { title } ... on Atom { title } } }
} }"""
WHOLE = PAGE.replace("tookMs", "tookMs totalCount facets { value count }")
OPERATIONS = {"a page": PAGE, "a page with total and facets": WHOLE}


class Words:
    """The words of this project's own documents and demo content, as often as they stand there."""

    def __init__(self, chance):
        files = [ROOT / "README.md", *sorted(ROOT.glob("Documentation/*.md")), ROOT / "ARCHITECTURE.md", *sorted(ROOT.glob("Sources/Atlas/DemoContent/*.swift"))]
        found = collections.Counter(re.findall(r"[a-z]{3,}", " ".join(file.read_text() for file in files).lower()))
        del found["null"]  # it means something in an array
        self._chance, self._words, self._counts = chance, list(found), list(found.values())
        self.common = [word for word, _ in found.most_common(300)][100:]
        self.rare = [word for word, count in found.items() if count <= 3]

    def text(self, length):
        """Words in the proportion in which they stand in the documents."""
        return " ".join(self._chance.choices(self._words, self._counts, k=length))


def main():
    """Runs the whole benchmark."""
    asked = options()
    rows = []
    wrong = False
    with contextlib.ExitStack() as stack:
        scratch = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="atlas-search-")))
        database = stack.enter_context(AtlasDatabase(shlex.split(asked.atlas)))
        load = Load(connections=1, seconds=1, warm_seconds=1, most_seconds=1, database_connections=8)
        viewer = Viewer()
        server = Server("search", [*shlex.split(asked.atlas), "serve"],
                        environment={**database.environment, "ATLAS_RESPONSE_CACHE_BYTES": "0"})
        there = 0
        chance = random.Random(7)
        words = Words(chance)
        for atoms in asked.atoms:
            seconds = add(database, words, there, atoms)
            there = atoms
            print(f"{atoms:,} atoms; the last were added in {seconds:.0f} s")
            queries = ask_for(words, random.Random(11), asked.queries)
            with AtlasServer(server, database, scratch, load, viewer) as running:
                url = running.url("d_deep")
                for name, operation in OPERATIONS.items():
                    times, found, errors = measure(url, viewer, operation, queries)
                    wrong = wrong or errors > 0 or found == 0
                    rows.append([f"{atoms:,}", name, f"{len(queries)}", f"{found}", *(
                        f"{percentile(times, share):.1f}" for share in (0.5, 0.95, 0.99, 1))])
        said = table(["atoms", "", "queries", "of which find something", "p50 ms", "p95 ms", "p99 ms", "most ms"], rows)
        print(f"\n{said}")
        if asked.write:
            head = results.circumstances("make bench-search", [results.version(database.tool("postgres"))])
            how = "- one client; the time is the whole request's, without the cache of responses"
            results.write_section("search", f"## Search\n\n{head}{how}\n\n{said}")
    sys.exit(1 if wrong else 0)


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="search.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, metavar="COMMAND", help="the executable atlas, in release mode")
    parser.add_argument("--atoms", type=lambda text: [int(word) for word in text.split(",")], default=[10_000, 100_000],
                        help="how many atoms, one scale after the other (usual: 10000,100000)")
    parser.add_argument("--queries", type=int, default=200, help="different queries (usual: %(default)s)")
    parser.add_argument("--write", action="store_true", help="write the section of Benchmarks/RESULTS.md")
    return parser.parse_args()


def add(database, words, first, last):
    """Writes atoms of 60 to 180 words; answers the seconds that took."""
    start = time.monotonic()
    lines = [f"{words.text(5)}\t{words.text(60 + number % 120)}\t{{{words.text(3).replace(' ', ',')}}}\t0.5\tPT3M\tt"
             for number in range(first, last)]
    database.run("-q", "-c", "copy atoms (title, body, concepts, difficulty, estimated_time, published) from stdin",
                 text="\n".join(lines) + "\n")
    database.run("-q", "-c", "vacuum (analyze) atoms")
    return time.monotonic() - start


def ask_for(words, chance, count):
    """As many queries of all kinds."""
    kinds = [
        lambda: words.text(2), lambda: words.text(2), lambda: words.text(3), lambda: chance.choice(words.common),
        lambda: chance.choice(words.rare), lambda: f'"{words.text(2)}"',
        lambda: f"{chance.choice(words.common)} or {chance.choice(words.rare)}",
        lambda: f"{chance.choice(words.common)} -{chance.choice(words.common)}",
        lambda: f"{chance.choice(words.common)} {chance.choice(words.common)[:4]}", lambda: words.text(6),
    ]
    return [kinds[number % len(kinds)]() for number in range(count)]


def measure(url, viewer, operation, queries):
    """Milliseconds of each query, how many found something, and how many answers were errors."""
    times, found, errors = [], 0, 0
    for query in queries[:5] + queries:
        body = json.dumps({"query": operation, "variables": {"query": query}})
        headers = viewer.headers(url, "d_deep")
        start = time.perf_counter()
        answer = post(url, body, headers)
        times.append((time.perf_counter() - start) * 1000)
        errors += "errors" in answer
        found += bool(answer.get("data") and answer["data"]["search"]["edges"])
    return times[5:], found, errors


def percentile(times, share):
    """The time that this share of the queries does not exceed."""
    return sorted(times)[max(0, round(len(times) * share) - 1)]


if __name__ == "__main__":
    main()
