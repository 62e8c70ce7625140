#!/usr/bin/env python3
"""Measures whether a sign-in tells by its time that an address is known.

Starts `atlas serve --demo` and signs in with a wrong password, for a known and for an unknown address in turn. What
counts is the ratio of the medians: `make bench-login`.
"""
import argparse
import json
import pathlib
import statistics
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Clients"))
from server import AtlasServer  # noqa: E402

QUERY = "mutation ($email: String!) { login(email: $email, password: \"a wrong password\") { tokenType } }"


def sign_in(url, email):
    """Seconds until the refusal."""
    body = json.dumps({"query": QUERY, "variables": {"email": email}}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    begin = time.perf_counter()
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
    seconds = time.perf_counter() - begin
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_CREDENTIALS", answer
    return seconds


def main():
    """Prints the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, type=pathlib.Path, metavar="FILE", help="the executable atlas")
    parser.add_argument("--rounds", type=int, default=100)
    asked = parser.parse_args()
    settings = {"ATLAS_FIELD_LIMITS": "off", "ATLAS_REQUESTS_PER_MINUTE": "0", "ATLAS_POINTS": "0"}
    known, unknown = [], []
    with AtlasServer(asked.atlas, **settings) as server:
        url = f"{server.address}/graphql"
        for turn in range(-5, asked.rounds):
            first, second = sign_in(url, "learner@atlas.example"), sign_in(url, f"nobody{turn}@atlas.example")
            if turn >= 0:
                known.append(first)
                unknown.append(second)
    medians = [statistics.median(times) * 1000 for times in (known, unknown)]
    print(f"known {medians[0]:.2f} ms, unknown {medians[1]:.2f} ms, ratio {medians[1] / medians[0]:.3f} "
          f"(medians of {asked.rounds})")


if __name__ == "__main__":
    main()
