"""`atlas serve --demo` with a database of its own, and what the socket tools ask of it."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from . import processes
from .atlas import post
from .embedded import EmbeddedDatabase

PASSWORD = "atlas-demo-password"


class DemoServer:
    """A started server. Use as a context."""

    def __init__(self, atlas, settings, preload=None):
        """With `preload` PostgreSQL loads that library when it starts."""
        self._atlas, self._settings, self._preload = atlas, settings, preload
        self._tokens, self._diagrams = {}, {}

    def __enter__(self):
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="atlas-sockets-"))
        self._folder.chmod(0o711)  # where we are root, PostgreSQL runs as another user, who has to get in
        log = self._folder / "log"
        environment = {"PORT": "0", "ATLAS_HOME": str(self._folder / "home"), **self._settings}
        self.database = EmbeddedDatabase(self._folder / "home")
        if self._preload:
            self._prepare(environment)
        self._process = processes.start([*self._atlas, "serve", "--demo"], log, environment)
        try:
            self._wait(log)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _prepare(self, environment):
        """Makes the database, so that there are settings to change before the server starts it."""
        done = subprocess.run([*self._atlas, "migrate"], env={**os.environ, **environment}, capture_output=True,
                              text=True)
        if done.returncode:
            raise SystemExit(f"atlas migrate failed:\n{done.stdout}{done.stderr}")
        self.database.preload(self._preload)

    def __exit__(self, *_):
        processes.stop(self._process, patience=15)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self, log):
        deadline = time.monotonic() + 60
        while not (found := re.search(r"http://127.0.0.1:(\d+)/graphql[\s\S]*Demo ", log.read_text())):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"atlas does not serve:\n{log.read_text()}")
            time.sleep(0.05)
        self.port = int(found[1])

    @property
    def pid(self):
        """The id of the process."""
        return self._process.pid

    def ask(self, query, variables=None, account=None):
        """The data that answers an operation of a demo account or a visitor."""
        headers = {"authorization": f"Bearer {self.account(account)[0]}"} if account else {}
        body = json.dumps({"query": query, "variables": variables})
        answer = post(f"http://127.0.0.1:{self.port}/graphql", body, headers)
        if "errors" in answer:
            raise SystemExit(f"atlas refuses {query}: {json.dumps(answer['errors'])}")
        return answer["data"]

    def account(self, name):
        """The access token and the id of a demo account."""
        if name not in self._tokens:
            query = ("mutation ($email: String!, $password: String!) "
                     "{ login(email: $email, password: $password) { accessToken user { id } } }")
            found = self.ask(query, {"email": f"{name}@atlas.example", "password": PASSWORD})["login"]
            self._tokens[name] = found["accessToken"], found["user"]["id"]
        return self._tokens[name]

    def standing_of(self, account, selection="version"):
        """A subscription to the standing of an account."""
        return f'subscription {{ progressUpdated(userId: "{self.account(account)[1]}") {{ {selection} }} }}'

    def move(self, account):
        """Completes a diagram by the account, which moves its standing; false when it has completed them all."""
        if account not in self._diagrams:
            found = self.ask("{ diagrams(filter: {completed: false}) { id } }", account=account)["diagrams"]
            self._diagrams[account] = [each["id"] for each in found]
        if not self._diagrams[account]:
            return False
        query = "mutation ($id: ID!) { completeDiagram(diagramId: $id) { version } }"
        self.ask(query, {"id": self._diagrams[account].pop()}, account)
        return True
