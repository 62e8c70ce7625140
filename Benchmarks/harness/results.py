"""RESULTS.md: sections between markers, each owned by one script; and the words that describe the machine."""
import datetime
import os
import pathlib
import re
import shutil
import subprocess

RESULTS = pathlib.Path(__file__).resolve().parent.parent / "RESULTS.md"
HEAD = "# Results\n\nEach section is written by the command it names; README.md here says how to read them.\n"


def write_section(name, text, file=RESULTS):
    """Replaces what stands between <!-- NAME:begin --> and <!-- NAME:end -->, or adds it at the end."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    old = file.read_text() if file.exists() else HEAD
    section = f"{begin}\n{text.strip()}\n{end}"
    if begin in old and end in old:
        before, after = old.split(begin, 1)[0], old.split(end, 1)[1]
        file.write_text(before + section + after)
    else:
        file.write_text(old.rstrip() + "\n\n" + section + "\n")


def circumstances(command, versions):
    """When, on what machine, with what versions and how, as a Markdown list."""
    return "\n".join([
        f"- {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC",
        f"- {_processor()}, {os.cpu_count()} cores, Linux {os.uname().release}",
        "- " + "; ".join([*versions, f"Swift {_swift()}"]),
        f"- `{command}`"]) + "\n"


def version(program):
    """What a program says to --version."""
    return _first_line([program, "--version"])


def _processor():
    found = re.search(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else os.uname().machine


def _swift():
    found = re.search(r"Swift version (\S+)", _first_line(["swift", "--version"]))
    return found[1] if found else "not here"


def _first_line(command):
    if not shutil.which(command[0]):
        return ""
    words = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return words[0] if words else ""
