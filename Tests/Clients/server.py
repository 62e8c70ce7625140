"""An `atlas serve` of its own: started with the demo content on a free port, stopped, and looked at afterwards."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

START_SECONDS = 60
STOP_SECONDS = 10
# All tests are one client with few accounts, who sends more in a minute than people do.
_UNLIMITED = {"ATLAS_REQUESTS_PER_MINUTE": "0", "ATLAS_POINTS": "0", "ATLAS_FIELD_LIMITS": "off"}
# Whatever keys are in the environment of the one who tests.
_NO_MODEL = {"ATLAS_LLM_PROVIDER": "none"}
_ESTABLISHED, _CLOSE_WAIT = "01", "08"
# Of postmaster.pid.
_SOCKET_FOLDER_LINE = 4
# Names a folder with a database that has the demo content: a server begins with a copy of it, which is quicker.
_DEMO_DATABASE = "ATLAS_TESTS_DEMO_DATABASE"


@contextlib.contextmanager
def demo_database(atlas):
    """The environment of tests whose servers begin with a copy of one database."""
    with AtlasServer(atlas) as server:
        if faults := server.stop_and_check():
            raise SystemExit(f"atlas: {'; '.join(faults)}")
        yield {_DEMO_DATABASE: str(server.folder / "home" / "postgres")}


class AtlasServer:
    """A running server, with a database of its own or beside another server; as a context manager it ends without being
    asked how."""

    def __init__(self, atlas, database_of=None, **settings):
        """With `database_of` it works on the database of that server, which has the demo content."""
        self._atlas = str(atlas)
        self._settings = settings
        self._database_of = database_of
        self._process = None
        self.folder = None
        self.address = None

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="atlas-clients-"))
        # Where we are root, PostgreSQL runs as another user, who has to get in.
        self.folder.chmod(0o711)
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def pid(self):
        """The id of the process."""
        return self._process.pid

    @property
    def port(self):
        """The port it listens on."""
        return int(self.address.rsplit(":", 1)[1])

    @property
    def log(self):
        """What it has said on standard error."""
        return (self.folder / "log").read_text()

    def said(self, pattern):
        """What it has printed where this pattern has its first group."""
        return re.search(pattern, (self.folder / "out").read_text())[1]

    def query(self, text):
        """What psql prints of the rows of these statements, asked of the server's own database."""
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", text, self._database]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    @property
    def _database(self):
        """How to connect to the server's own database."""
        lines = (self.folder / "home" / "postgres" / "postgres" / "postmaster.pid").read_text().splitlines()
        return f"host={lines[_SOCKET_FOLDER_LINE]} user=atlas dbname=atlas"

    def stop_and_check(self):
        """Sends SIGTERM; the faults of its end in words, none when it ended as it should."""
        faults = self._connections_left()
        before = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            return [*faults, f"it still runs {STOP_SECONDS} seconds after SIGTERM"]
        print(f"atlas ended {time.monotonic() - before:.1f} s after SIGTERM.")
        if status:
            faults.append(f"it ended with status {status}")
        if processes := self._processes_left():
            faults.append(f"it left processes behind: {processes}")
        if files := [str(file) for name in ("postmaster.pid", ".s.PGSQL.*") for file in self.folder.rglob(name)]:
            faults.append(f"it left files of a running database behind: {files}")
        bad = [line for line in self.log.splitlines() if json.loads(line)["level"] in ("error", "critical")]
        return faults + [f"it logged: {line}" for line in bad]

    def _start(self):
        output = self.folder / "out"
        environment = {**os.environ, **_UNLIMITED, **_NO_MODEL, "PORT": "0", "ATLAS_HOME": str(self.folder / "home"),
                       **self._settings}
        command, said = [self._atlas, "serve", "--demo"], "Demo "
        if self._database_of:
            command, said = command[:2], "Health "
            environment["DATABASE_URL"] = self._database_of._database
        elif _DEMO_DATABASE in os.environ:
            (self.folder / "home").mkdir(mode=0o711)
            subprocess.run(["cp", "-a", os.environ[_DEMO_DATABASE], self.folder / "home"], check=True)
        with output.open("wb") as out, (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not (found := re.search(rf"(https?://\S+)/graphql\b[\s\S]*{said}", output.read_text())):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"atlas does not serve:\n{output.read_text()}{self.log}")
            time.sleep(0.02)
        self.address = found[1]

    def _connections_left(self):
        """All clients have gone by now; the server must have noticed within seconds."""
        deadline = time.monotonic() + 5
        while count := self._open_connections():
            if time.monotonic() > deadline:
                return [f"{count} connections are open although their clients have gone"]
            time.sleep(0.05)
        return []

    def _open_connections(self):
        lines = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return sum(int(line[1].split(":")[1], 16) == self.port and line[3] in (_ESTABLISHED, _CLOSE_WAIT)
                   for line in lines)

    def _processes_left(self):
        left = []
        for folder in pathlib.Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and str(self.folder) in (folder / "cmdline").read_text():
                    left.append(int(folder.name))
            except (OSError, UnicodeDecodeError):
                continue  # ended while we looked, or no words of ours
        return left
