"""The PostgreSQL that `atlas serve` starts for itself, as psql reaches it."""
import pathlib
import subprocess

from .database import tools_folder

_SOCKET_FOLDER_LINE = 4  # of postmaster.pid


class EmbeddedDatabase:
    """The database under a server's ATLAS_HOME, while it runs."""

    def __init__(self, home):
        self._data = pathlib.Path(home) / "postgres" / "postgres"

    def query(self, text):
        """The rows of these statements: lists of texts."""
        folder = (self._data / "postmaster.pid").read_text().splitlines()[_SOCKET_FOLDER_LINE]
        command = [str(tools_folder() / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-F", "\t", "-h", folder,
                   "-U", "atlas", "-d", "atlas"]
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"psql failed: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def preload(self, library):
        """Lets PostgreSQL load a library at its next start."""
        with (self._data / "postgresql.auto.conf").open("a") as file:
            file.write(f"shared_preload_libraries = '{library}'\n")
