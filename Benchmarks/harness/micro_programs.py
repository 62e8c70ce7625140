"""The programs that are measured in process: spoken to line by line, and run under callgrind."""
import os
import pathlib
import re
import subprocess


class Program:
    """A program that lives through the run and answers one line to each command."""

    def __init__(self, name, command, folder, environment=None):
        self.name = name
        self._process = subprocess.Popen(
            [*command, str(folder)], env={**os.environ, **(environment or {})}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()

    def names(self):
        """What it can measure."""
        return self.ask("list").split()

    def measure(self, name):
        """One sample: nanoseconds per operation."""
        return float(self.ask(f"measure {name}"))

    def ask(self, command):
        """Sends a command and waits for its line."""
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline().rstrip("\n")
        if not line or line.startswith("The benchmark cannot run"):
            raise SystemExit(f"{self.name} {command}: {line or 'ended without a word'}")
        return line


def instructions(binary, folder, name, count):
    """Instructions of one run: what `count` more of them add to a process that has warmed up."""
    few = 2
    return (_instructions(binary, folder, name, few + count) - _instructions(binary, folder, name, few)) / count


def _instructions(binary, folder, name, count):
    # Callgrind's events go to its log; the profile itself is not wanted. Seeds of hash tables are fixed.
    log = pathlib.Path(folder) / "callgrind.log"
    subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}",
         str(binary), str(folder), name, str(count)],
        env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}, check=True, stdout=subprocess.DEVNULL)
    return int(re.search(r"Collected : (\d+)", log.read_text())[1])
