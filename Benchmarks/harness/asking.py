"""Learners who ask the tutor without a pause, and queries at a steady pace beside them."""
import concurrent.futures
import dataclasses
import http.client
import itertools
import json
import multiprocessing
import threading
import time

from .tokens import access_token

ASK = """mutation ($question: String!) {
  askQuestion(question: $question, context: {mode: EXPLAIN, allowCached: false}) { id state }
}"""
QUERY = "{ diagrams(filter: {limit: 20}) { id title tags author { id profile { displayName } } skills { name } } }"
_CONNECTIONS = 8
_MAKING = """
with member as (
  insert into users (email, email_verified, display_name)
  select 'asker-' || n || '@atlas.example', true, 'Asker ' || n from generate_series(1, {count}) n
  returning id
)
insert into sessions (user_id, expires_at) select m.id, now() + interval '1 day' from member m returning user_id, id;
"""


@dataclasses.dataclass
class Learners:
    """Those who ask the tutor."""

    # One for each.
    tokens: list

    @classmethod
    def made(cls, database, secret, count):
        """So many new users who are signed in."""
        rows = database.query(_MAKING.format(count=count))
        return cls([access_token(secret, f"user_{user}", f"session_{session}") for user, session in rows])


@dataclasses.dataclass(frozen=True)
class Window:
    """What is done: how many queries and how long, and who asks the tutor meanwhile."""

    port: int
    tokens: list
    per_second: float
    seconds: float


@dataclasses.dataclass
class Outcome:
    """What was seen: seconds, and counts."""

    p99: float
    failed: int
    questions: int = 0
    refused: int = 0


def run_window(window):
    """Queries for as long as the window lasts, with the askers in a process of their own."""
    start = time.monotonic() + 1.5  # until the processes are there and the askers are at it
    with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        asking = pool.submit(ask_all, window, start + window.seconds) if window.tokens else None
        taken, failed = pool.submit(query_all, window, start).result()
        questions, refused = asking.result() if asking else (0, 0)
    taken.sort()
    return Outcome(taken[int(len(taken) * 0.99)], failed, questions, refused)


def query_all(window, start):
    """Asks the queries when they are due: the seconds each took from then, and how many failed."""
    numbers, taken, failed = itertools.count(), [], []
    count = int(window.per_second * window.seconds)

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", window.port, timeout=30)
        while (number := next(numbers)) < count:
            planned = start + number / window.per_second
            time.sleep(max(0, planned - time.monotonic()))
            answer = _post(connection, {"query": QUERY})
            if answer is None or "errors" in answer:
                failed.append(number)
            taken.append(time.monotonic() - planned)
        connection.close()

    _run([threading.Thread(target=work) for _ in range(_CONNECTIONS)])
    return taken, len(failed)


def ask_all(window, end):
    """Lets each learner ask one question after the other until the end: how many were asked, and how many refused."""
    asked, refused = itertools.count(), itertools.count()

    def work(place, token):
        connection = http.client.HTTPConnection("127.0.0.1", window.port, timeout=10)
        headers = {"authorization": f"Bearer {token}"}
        for number in itertools.count():
            if time.monotonic() >= end:
                break
            question = f"How does a leader election work in Raft? ({place}, {number})"
            answer = _post(connection, {"query": ASK, "variables": {"question": question}}, headers,
                           patience=max(0.1, end - time.monotonic()))
            next(asked)
            if answer is None or "errors" in answer:
                next(refused)
        connection.close()

    _run([threading.Thread(target=work, args=each) for each in enumerate(window.tokens)])
    return next(asked), next(refused)


def _run(threads):
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def _post(connection, body, headers=None, patience=30):
    """The decoded answer; None when there is none."""
    connection.timeout = patience
    if connection.sock:
        connection.sock.settimeout(patience)
    try:
        connection.request("POST", "/graphql", json.dumps(body),
                           {"content-type": "application/json", **(headers or {})})
        return json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError):
        connection.close()
        return None
