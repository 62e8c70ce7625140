#!/usr/bin/env python3
"""Drives every transport of `atlas serve` with clients that are not ours, from PyPI.

`make test-clients` calls this with the debug build. It needs nothing installed: the clients live in a virtual
environment that is kept until requirements.txt changes. Without venv or PyPI it says so and ends with 0; a test that
fails, and a server that does not end as it should, end it with 1.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

from server import AtlasServer, demo_database

FOLDER = pathlib.Path(__file__).resolve().parent
VENV = FOLDER.parent.parent / ".build" / "clients-venv"
TESTS = [
    "test_audits",
    "test_compression",
    "test_cross_origin",
    "test_documents",
    "test_event_stream",
    "test_event_stream_single",
    "test_files",
    "test_gql_http",
    "test_gql_websocket",
    "test_http",
    "test_incremental",
    "test_lost_listener",
    "test_mail",
    "test_metrics",
    "test_monitoring",
    "test_multipart_subscription",
    "test_oauth",
    "test_persisted",
    "test_resume",
    "test_schema_tools",
    "test_slow_listener",
    "test_socket",
    "test_tls",
    "test_token_keys",
    "test_traces",
    "test_tutor",
    "test_tutor_models",
    "test_upload",
]


def main():
    """Runs the tests and tells by the status how they went."""
    asked = options()
    python = clients()
    if python is None:
        return 0
    with demo_database(asked.atlas) as copied, AtlasServer(asked.atlas) as server:
        environment = {**os.environ, **copied, "ATLAS_ADDRESS": server.address, "ATLAS_EXECUTABLE": str(asked.atlas),
                       "PYTHONDONTWRITEBYTECODE": "1"}
        tests = subprocess.run([python, "-m", "unittest", *asked.tests], cwd=FOLDER, env=environment)
        faults = server.stop_and_check()
    for fault in faults:
        print(f"FAIL: atlas: {fault}", file=sys.stderr)
    return 1 if faults or tests.returncode else 0


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, type=pathlib.Path, metavar="FILE", help="the executable atlas")
    parser.add_argument("tests", nargs="*", default=list(TESTS), metavar="TEST",
                        help="test files without .py, or what is in them (usual: those of finished features)")
    asked = parser.parse_args()
    asked.atlas = asked.atlas.resolve()
    return asked


def clients():
    """The Python that has the clients; None, and a word why, when it cannot be had here."""
    wanted = (FOLDER / "requirements.txt").read_text()
    python, mark = VENV / "bin" / "python", VENV / "requirements.txt"
    if mark.exists() and mark.read_text() == wanted:
        return python
    shutil.rmtree(VENV, ignore_errors=True)
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", FOLDER / "requirements.txt"]
    steps = {
        "python3-venv is not here": [sys.executable, "-m", "venv", VENV],
        "PyPI cannot be reached, or has not these versions": install,
    }
    for reason, command in steps.items():
        if subprocess.run(command).returncode:
            print(f"Skipped: the tests with clients from PyPI ({reason}).")
            return None
    mark.write_text(wanted)
    return python


if __name__ == "__main__":
    sys.exit(main())
