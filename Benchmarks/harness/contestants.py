"""What is driven in a cell: a running server with wrk, or PostgreSQL itself with pgbench."""
import dataclasses
import math
import os
import pathlib
import subprocess
import time

from . import processes
from .answers import post
from .database import USER
from .operations import DATA, bodies, has_statement
from .usage import cpu_seconds, resident_megabytes, wait_until_quiet

FEW = 200  # fewer requests than this do not carry a p99


@dataclasses.dataclass
class Sample:
    """What one cell measured; times in milliseconds, CPU in microseconds per request, memory in megabytes."""

    requests: int
    rate: float
    p50: float
    p99: float
    server_cpu: float
    database_cpu: float
    memory: float
    failures: int

    @property
    def cpu(self):
        """CPU time per request of server and PostgreSQL together."""
        return self.server_cpu + self.database_cpu

    @property
    def few(self):
        """Whether there were too few requests for a p99."""
        return self.requests < FEW


@dataclasses.dataclass(frozen=True)
class Load:
    """How hard and how long a cell is driven."""

    connections: int
    seconds: int
    warm_seconds: int
    most_seconds: int
    database_connections: int


class RunningServer:
    """A started server. Use as a context."""

    def __init__(self, server, database, scratch, load):
        self.name, self._server, self._load = server.name, server, load
        self._database, self._scratch = database, scratch
        self._rates = {}
        self.idle_memory = 0.0

    def __enter__(self):
        self._port = processes.free_port()
        # PGUSER: node-pg takes no user from the connection string of a socket.
        environment = {"DATABASE_URL": self._database.url, "PGUSER": USER, "PORT": str(self._port),
                       "DATABASE_CONNECTIONS": str(self._load.database_connections), "BENCH_DATA": str(DATA),
                       **self._server.environment}
        command = [word.replace("{port}", str(self._port)) for word in self._server.command]
        log = self._scratch / f"{''.join(c if c.isalnum() else '-' for c in self.name)}.log"
        self._process = processes.start(command, log, environment, self._server.folder)
        try:
            self._wait(log)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        processes.stop(self._process)

    def _wait(self, log):
        for _ in range(200):
            if self._process.poll() is not None:
                break
            try:
                post(f"http://127.0.0.1:{self._port}/graphql", '{"query":"{__typename}"}', timeout=5)
                self.idle_memory = resident_megabytes(self._process.pid)
                return
            except (OSError, ValueError):
                time.sleep(0.1)
        raise SystemExit(f"{self.name} did not start; its last words:\n{log.read_text(errors='replace')[-2000:]}")

    def runs(self, operation):
        """Whether this server knows the operation."""
        return operation not in self._server.lacks

    def url(self, operation):
        """Where the operation is asked."""
        return f"http://127.0.0.1:{self._port}" + self._server.path.replace("{operation}", operation)

    def measure(self, operation):
        """Drives one cell, after a short one that warms up when this server sees the operation for the first time."""
        if operation not in self._rates:
            self._rates[operation] = self._drive(operation, self._load.warm_seconds).rate
        needed = math.ceil(1.2 * FEW / max(self._rates[operation], 1))
        return self._drive(operation, max(self._load.seconds, min(needed, self._load.most_seconds)))

    def _drive(self, operation, seconds):
        pids = self._process.pid, self._database.pid
        before = [cpu_seconds(pid) for pid in pids]
        requests, micros, _, p50, p99, _, refused, broken = self._wrk(operation, seconds)
        memory = resident_megabytes(self._process.pid)
        wait_until_quiet(pids)
        cpu = [cpu_seconds(pid) - start for pid, start in zip(pids, before)]
        # wrk's end leaves one unanswered request a connection, which was worked on but is in no count.
        per_request = 1e6 / (requests + self._load.connections)
        return Sample(requests, requests / (micros / 1e6), p50 / 1e3, p99 / 1e3, cpu[0] * per_request,
                      cpu[1] * per_request, memory, refused + broken)

    def _bodies(self, operation):
        """The request bodies, sent in turn."""
        return bodies(operation)

    def _headers(self, operation):
        """Header fields beside those of bodies.lua."""
        return {}

    def _wrk(self, operation, seconds):
        """The numbers that bodies.lua prints."""
        file = self._scratch / f"{operation}.bodies"
        if not file.exists():
            file.write_text("\n".join(self._bodies(operation)) + "\n")
        script = pathlib.Path(__file__).with_name("bodies.lua")
        headers = [word for name, value in self._headers(operation).items() for word in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t1", f"-c{self._load.connections}", f"-d{seconds}s", "--timeout", "20s", *headers,
                   "-s", str(script), self.url(operation)]
        done = subprocess.run(command, env={**os.environ, "BODIES": str(file)}, capture_output=True, text=True)
        lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT")]
        if not lines:
            raise SystemExit(f"wrk failed on {self.name}: {done.stdout}{done.stderr}")
        return map(int, lines[0].split()[1:])


class Statements:
    """PostgreSQL without a server: pgbench with the statements of one kind, over the connections a server has."""

    def __init__(self, name, kind, pipelined, database, scratch, load):
        self.name, self._kind, self._pipelined = name, kind, pipelined
        self._database, self._scratch, self._load = database, scratch, load

    def runs(self, operation):
        """Whether there are statements for the operation."""
        return has_statement(operation)

    def measure(self, operation):
        """Drives one cell."""
        script = self._scratch / f"{operation}.{self._kind}{'.pipelined' if self._pipelined else ''}.sql"
        script.write_text(self._script(operation))
        log = self._scratch / "pgbench"
        command = [self._database.tool("pgbench"), "-n", "-M", "prepared", "-c", str(self._load.database_connections),
                   "-T", str(self._load.seconds), "-f", str(script), "-l", f"--log-prefix={log}", self._database.url]
        before = cpu_seconds(self._database.pid)
        done = subprocess.run(command, capture_output=True, text=True)
        wait_until_quiet([self._database.pid])
        cpu = cpu_seconds(self._database.pid) - before
        if done.returncode:
            raise SystemExit(f"pgbench failed: {done.stderr}")
        times = sorted(self._times())
        count = len(times)
        return Sample(count, count / self._load.seconds, times[count // 2] / 1e3, times[count * 99 // 100] / 1e3, 0,
                      cpu / count * 1e6, 0, 0)

    def _script(self, operation):
        lines = (DATA / self._kind / f"{operation}.sql").read_text().splitlines()
        if not self._pipelined:
            return "\n".join(lines) + "\n"
        variables = [line for line in lines if line.startswith("\\")]
        statements = [line for line in lines if not line.startswith("\\")]
        return "\n".join([*variables, "\\startpipeline", *statements, "\\endpipeline"]) + "\n"

    def _times(self):
        for file in self._scratch.glob("pgbench.*"):
            yield from (int(line.split()[2]) for line in file.read_text().splitlines())
            file.unlink()


def statement_contestants(database, scratch, load):
    """The three lines of PostgreSQL itself."""
    kinds = [("pg:one statement", "limit", False), ("pg:batched", "batched", False),
             ("pg:batched+pipeline", "batched", True)]
    return [Statements(*kind, database, scratch, load) for kind in kinds]
