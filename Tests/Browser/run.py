#!/usr/bin/env python3
"""Drives the Playground of `atlas serve` with Chromium.

`make test-browser` calls this with the debug build. It takes the Chromium that is installed, and playwright from PyPI
in a virtual environment that is kept until requirements.txt changes. Where one of them cannot be had it says so and
ends with 0. With `--screenshots FOLDER` it also leaves pictures of the page.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "Clients"))
from server import AtlasServer  # noqa: E402

VENV = FOLDER.parent.parent / ".build" / "browser-venv"


def main():
    """Runs the tests and tells by the status how they went."""
    asked = options()
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("Skipped: the tests of the Playground (Chromium is not installed, and could not be).")
        return 0
    python = driver()
    if python is None:
        return 0
    # Points are counted, so that answers say what they cost; there are enough of them.
    with AtlasServer(asked.atlas, ATLAS_POINTS="100000000") as server:
        environment = {**os.environ, "ATLAS_ADDRESS": server.address, "CHROMIUM": browser,
                       "PYTHONDONTWRITEBYTECODE": "1"}
        failed = subprocess.run([python, "-m", "unittest", *asked.tests], cwd=FOLDER, env=environment).returncode
        if asked.screenshots and not failed:
            asked.screenshots.mkdir(parents=True, exist_ok=True)
            command = [python, "screenshots.py", asked.screenshots]
            failed = subprocess.run(command, cwd=FOLDER, env=environment).returncode
        faults = server.stop_and_check()
    for fault in faults:
        print(f"FAIL: atlas: {fault}", file=sys.stderr)
    return 1 if faults or failed else 0


def options():
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", required=True, type=lambda path: pathlib.Path(path).resolve(), metavar="FILE",
                        help="the executable atlas")
    parser.add_argument("--screenshots", type=lambda path: pathlib.Path(path).resolve(), metavar="FOLDER",
                        help="where pictures of the page are left")
    parser.add_argument("tests", nargs="*", default=sorted(file.stem for file in FOLDER.glob("test_*.py")),
                        metavar="TEST", help="test files without .py, or what is in them")
    return parser.parse_args()


def driver():
    """The Python that has playwright; None, and a word why, when it cannot be had here."""
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
            print(f"Skipped: the tests of the Playground ({reason}).")
            return None
    mark.write_text(wanted)
    return python


if __name__ == "__main__":
    sys.exit(main())
