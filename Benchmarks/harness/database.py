"""A private PostgreSQL that lives as long as the run, with the data set loaded."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from . import processes
from .operations import DATA

# The same for every server. synchronous_commit: g_mutation shall measure servers, not the disk. autovacuum and
# checkpoints: none in the middle of somebody's cell. jit: never worth its start for statements this small.
SETTINGS = {
    "synchronous_commit": "off", "autovacuum": "off", "checkpoint_timeout": "1h", "max_wal_size": "4GB", "jit": "off",
    "shared_buffers": "256MB", "max_connections": "200",
}
USER = "bench"


class Database:
    """Use as a context: initdb in a temporary folder on entry; stopped and deleted on exit."""

    def __init__(self, use_socket=False):
        self._use_socket = use_socket
        self._tools = tools_folder()
        self._account = "postgres" if os.geteuid() == 0 else None
        # node-pg knows no other port for a socket; the folder is ours alone, so that nobody else's is there.
        self.port = 5432 if use_socket else processes.free_port()

    def __enter__(self):
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="atlas-bench-postgres-"))
        try:
            self._create()
            self._start()
            self.run("-d", "postgres", "-c", f"CREATE DATABASE {USER}")
            self._load()
            self.run("-q", "-c", "CHECKPOINT")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if getattr(self, "_process", None):
            processes.stop(self._process, signal.SIGINT)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _load(self):
        self.run("-q", "-f", str(DATA / "dataset.sql"))

    @property
    def pid(self):
        """The postmaster's process."""
        return self._process.pid

    @property
    def url(self):
        """The connection string that every server gets: the loopback, or the unix socket."""
        if self._use_socket:
            return f"postgresql:///{USER}?host={self._folder}&port={self.port}&user={USER}"
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{USER}"

    def run(self, *words, text=None):
        """Runs psql and returns what it prints."""
        connection = ["-h", str(self._folder), "-p", str(self.port), "-U", USER]
        place = [] if "-d" in words else ["-d", USER]
        command = [str(self._tools / "psql"), "-XAt", "-v", "ON_ERROR_STOP=1", *connection, *place, *words]
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"psql failed: {done.stderr.strip()}")
        return done.stdout.strip()

    def query(self, text):
        """The rows of these statements, a line each."""
        return self.run("-q", text=text)

    def forget_messages(self):
        """Deletes what mutations wrote, so that every cell meets the same table."""
        self.run("-q", "-c", "DELETE FROM messages WHERE id > 1000000", "-c", "VACUUM messages", "-c", "CHECKPOINT")

    def tool(self, name):
        """The path of one of PostgreSQL's programs."""
        return str(self._tools / name)

    def _create(self):
        if self._account:
            shutil.chown(self._folder, self._account)
        command = [self.tool("initdb"), "-D", str(self._folder / "data"), "-U", USER, "--auth=trust", "--no-sync",
                   "--encoding=UTF8", "--locale=C"]
        done = subprocess.run(processes.as_user(self._account, command), cwd="/", capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"initdb failed: {done.stderr.strip()}")

    def _start(self):
        settings = {**SETTINGS, "port": self.port, "unix_socket_directories": self._folder,
                    "listen_addresses": "" if self._use_socket else "127.0.0.1"}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        log = self._folder / "log"
        self._process = processes.start([self.tool("postgres"), "-D", str(self._folder / "data"), *words], log,
                                        folder="/", user=self._account)
        for _ in range(100):
            ready = subprocess.run([self.tool("pg_isready"), "-q", "-h", str(self._folder), "-p", str(self.port)])
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise SystemExit(f"PostgreSQL did not start: {log.read_text()[-2000:]}")


def tools_folder():
    """Where initdb and postgres are: Debian keeps them off the path."""
    versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if not found:
        raise SystemExit("PostgreSQL's server programs are missing (Debian: postgresql)")
    return pathlib.Path(found).parent
