"""The options of bench.py."""
import argparse
import pathlib

from .operations import OPERATIONS
from .peers import NAMES, USUAL

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def parse(arguments=None):
    """Reads the command line and ends with a plain word when it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="bench.py", description="Drives our server and its peers side by side over one PostgreSQL data set.")
    who = parser.add_argument_group("who")
    who.add_argument("--ours-command", metavar="COMMAND", help="starts our server; without it only peers are measured")
    who.add_argument("--variant", action="append", default=[], type=_variant, metavar="NAME=VARIABLE=VALUE[,…]",
                     help="our server once more, with this environment: '2 loops=DATABASE_LOOPS=2'; repeatable")
    who.add_argument("--also", action="append", default=[], type=_named, metavar="NAME=COMMAND",
                     help="another server of ours, such as an older build; repeatable")
    who.add_argument("--peers", default=",".join(USUAL), metavar="NAMES",
                     help=f"of {', '.join(NAMES)}; or 'none', 'all' (usual: %(default)s)")
    who.add_argument("--no-pgbench", action="store_true", help="leave out the lines of PostgreSQL itself")
    what = parser.add_argument_group("what")
    what.add_argument("--ops", default=",".join(OPERATIONS), help="operations (usual: all); a letter is enough: a,c,g")
    what.add_argument("--rounds", type=int, default=5, help="alternating rounds (usual: %(default)s)")
    what.add_argument("--seconds", type=int, default=3, help="seconds of a cell (usual: %(default)s)")
    what.add_argument("--warm", type=int, default=1, help="seconds before a server's first cell of an operation")
    what.add_argument("--most-seconds", type=int, default=10, help="a cell lasts up to this for enough requests")
    what.add_argument("--connections", type=int, default=16, help="HTTP connections (usual: %(default)s)")
    what.add_argument("--database-connections", type=int, default=8, help="of every server (usual: %(default)s)")
    kind = what.add_mutually_exclusive_group()
    kind.add_argument("--tcp", action="store_true", help="all servers reach PostgreSQL by TCP on the loopback (usual)")
    kind.add_argument("--socket", action="store_true", help="all servers reach PostgreSQL by its unix socket")
    out = parser.add_argument_group("out")
    out.add_argument("--write", action="store_true", help="write Benchmarks/RESULTS.md and Benchmarks/results.svg")
    out.add_argument("--title", default="Side by side",
                     help="the section of RESULTS.md to write; only the usual one has the chart")
    out.add_argument("--json", type=pathlib.Path, help="write every sample to this file")
    out.add_argument("--build", type=pathlib.Path, default=ROOT / ".build-bench", help="where peers are built and kept")
    return _checked(parser, parser.parse_args(arguments))


def _checked(parser, options):
    options.ops = [_operation(parser, word) for word in options.ops.split(",")]
    words = {"none": "", "all": ",".join(NAMES)}.get(options.peers, options.peers)
    options.peers = [name for name in words.split(",") if name]
    if unknown := [name for name in options.peers if name not in NAMES]:
        parser.error(f"no such peer: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if options.variant and not options.ours_command:
        parser.error("--variant needs --ours-command")
    if min(options.rounds, options.seconds, options.warm, options.connections, options.database_connections) < 1:
        parser.error("rounds, seconds and connections start at 1")
    return options


def _operation(parser, word):
    found = [name for name in OPERATIONS if name == word or name.split("_")[0] == word]
    if not found:
        parser.error(f"no such operation: {word}; there are {', '.join(OPERATIONS)}")
    return found[0]


def _variant(text):
    name, assignments = _named(text)
    pairs = [pair.split("=", 1) for pair in assignments.split(",")]
    if any(len(pair) != 2 for pair in pairs):
        raise argparse.ArgumentTypeError("expected NAME=VARIABLE=VALUE[,VARIABLE=VALUE…]")
    return name, dict(pairs)


def _named(text):
    name, separator, rest = text.partition("=")
    if not (name and separator and rest):
        raise argparse.ArgumentTypeError("expected NAME=…")
    return name, rest
