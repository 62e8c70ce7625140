"""Atlas as `atlas serve` runs it: its database with the profile bench, its servers, and whether they answer right."""
import concurrent.futures
import json
import os
import pathlib
import re
import secrets
import subprocess
import time
import urllib.request

from .contestants import RunningServer
from .database import Database
from .operations import bodies

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Atlas"
TWINS = {
    "a_point": "one diagram by its id",
    "b_list50": "50 diagrams × 5 fields",
    "c_nplus1": "50 diagrams, each with author, tags and labs",
    "d_deep": "20 study groups × 20 members and 20 messages with their users",
    "e_wide1000": "1,000 diagrams × 8 fields",
    "f_introspection": "the introspection query of GraphiQL",
    "g_mutation": "a study group founded and read back with its founder",
}
SIGNED_IN = {"d_deep", "g_mutation"}
CHECKED = 16  # answers looked at per operation
UNLIMITED = {"ATLAS_REQUESTS_PER_MINUTE": "0", "ATLAS_POINTS": "0", "ATLAS_FIELD_LIMITS": "off"}
VIEWER = {"email": "bench-1@atlas.example", "password": "atlas-bench-password"}
_TOKEN_SECONDS = 600  # a token lives 900


class AtlasDatabase(Database):
    """A private PostgreSQL that `atlas migrate` and `atlas seed --profile bench` filled."""

    def __init__(self, atlas, use_socket=False):
        super().__init__(use_socket)
        self._atlas = atlas
        # What is measured is the server, not what one client may ask of it.
        self.environment = {"ATLAS_ENV": "development", "ATLAS_JWT_SECRET": secrets.token_hex(32), **UNLIMITED}
        self.seconds_to_seed = 0.0

    def _load(self):
        self._tool("migrate")
        start = time.monotonic()
        self._tool("seed", "--profile", "bench")
        self.seconds_to_seed = time.monotonic() - start
        self.run("-q", "-c", "VACUUM (FREEZE, ANALYZE)")

    def _tool(self, *words):
        environment = {**os.environ, **self.environment, "DATABASE_URL": self.url}
        done = subprocess.run([*self._atlas, *words], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"atlas {' '.join(words)} failed:\n{done.stdout}{done.stderr}")

    def forget_messages(self):
        """Deletes what g_mutation wrote: groups with their members and messages, and events."""
        self.run("-q", "-c", "DELETE FROM study_groups WHERE name = 'Founded by the bench'", "-c", "DELETE FROM events",
                 "-c", "VACUUM study_groups, group_members, group_messages, events")

    def statements_of(self, work):
        """The statements that servers sent while the work was done, without those of the event relay, which reads
        events once for all requests and also when there are none."""
        log = self._folder / "log"
        self._log_statements("all")
        before = log.stat().st_size
        work()
        time.sleep(0.2)  # the log is written by the backends, after they answered
        with log.open("rb") as file:
            file.seek(before)
            text = file.read().decode(errors="replace")
        self._log_statements("none")
        records = re.split(r"^\d{4}-\d\d-\d\d \S+ \S+ \[\d+\] ", text, flags=re.MULTILINE)
        sent = [record for record in records if re.match(r"LOG:  (execute [^:]+|statement): ", record)]
        return [record for record in sent if not re.search(r"from events e\b|atlas_events|log_statement", record)]

    def _log_statements(self, which):
        self.run("-q", "-c", f"ALTER SYSTEM SET log_statement = '{which}'", "-c", "SELECT pg_reload_conf()")
        time.sleep(0.2)  # sessions read the new setting when they next have time


class AtlasServer(RunningServer):
    """A started `atlas serve`."""

    def __init__(self, server, database, scratch, load, viewer):
        super().__init__(server, database, scratch, load)
        self._viewer = viewer

    def _bodies(self, operation):
        return bodies(operation, folder=FOLDER)

    def _headers(self, operation):
        return self._viewer.headers(self.url(operation), operation)


class Viewer:
    """The user who asks what takes a signed-in user. A token is good for every server with the same secret."""

    def __init__(self):
        self._token, self._since = None, 0.0

    def headers(self, url, operation):
        """The header fields that the operation takes."""
        if operation not in SIGNED_IN:
            return {}
        if self._token is None or time.monotonic() - self._since > _TOKEN_SECONDS:
            self._sign_in(url)
        return {"authorization": f"Bearer {self._token}"}

    def _sign_in(self, url):
        query = ("mutation ($email: String!, $password: String!) "
                 "{ login(email: $email, password: $password) { accessToken } }")
        answer = post(url, json.dumps({"query": query, "variables": VIEWER}))
        if "errors" in answer:
            raise SystemExit(f"The viewer cannot sign in: {json.dumps(answer['errors'])}")
        self._token, self._since = answer["data"]["login"]["accessToken"], time.monotonic()


class AtlasAnswers:
    """Looks at answers: no errors, as much as was asked for, and the same from every server."""

    def __init__(self, viewer):
        self._viewer = viewer
        self._first = {}

    def ask(self, url, operation, count=CHECKED):
        """The answers to the first bodies, all asked at once."""
        headers = self._viewer.headers(url, operation)
        with concurrent.futures.ThreadPoolExecutor(count) as pool:
            return list(pool.map(lambda body: post(url, body, headers), bodies(operation, count, FOLDER)))

    def problems(self, name, url, operation):
        """What is wrong with the answers of this server, in words; empty when nothing is."""
        try:
            answers = self.ask(url, operation)
        except (OSError, ValueError) as error:
            return [f"{name} {operation}: no answer: {error}"]
        found = [problem for answer in answers if (problem := _problem(operation, answer))]
        if not found and operation != "g_mutation" and self._first.setdefault(operation, answers) != answers:
            found = ["the answers differ from those that another server gave, or gave before"]
        return [f"{name} {operation}: {problem}" for problem in dict.fromkeys(found)]


def post(url, body, headers=None):
    """The decoded JSON answer to one request."""
    headers = {"content-type": "application/json", "accept": "application/json", **(headers or {})}
    with urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers), timeout=30) as answer:
        return json.loads(answer.read())


def _problem(operation, answer):
    if "errors" in answer:
        return f"errors: {json.dumps(answer['errors'])[:300]}"
    return None if _is_whole(operation, answer["data"]) else f"not what was asked for: {json.dumps(answer)[:300]}"


def _is_whole(operation, data):
    if operation == "a_point":
        return len(data["diagram"]["mermaidSource"]) > 400
    if operation == "f_introspection":
        return {"Query", "Mutation", "StudyGroup"} <= {each["name"] for each in data["__schema"]["types"]}
    if operation == "g_mutation":
        return data["createStudyGroup"]["createdBy"]["profile"]["displayName"] == "User 1"
    if operation == "d_deep":
        return len(data["nodes"]) == 20 and all(
            len(group["members"]["nodes"]) >= 18 and len(group["messages"]["nodes"]) == 20 for group in data["nodes"])
    if operation == "c_nplus1" and any(len(each["labs"]["nodes"]) != 2 for each in data["diagrams"]):
        return False
    return len(data["diagrams"]) == (1000 if operation == "e_wide1000" else 50)
