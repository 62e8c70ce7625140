"""Learners who ask the tutor at a steady pace, and queries at a steady pace beside them."""
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
# How long questions are asked before the queries begin.
LEAD_SECONDS = 1
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
    questions_per_second: float
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
    start = time.monotonic() + 1 + LEAD_SECONDS
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
    """Asks questions when they are due, by one learner after the other: how many were asked, and how many refused."""
    asked, refused, numbers = itertools.count(), itertools.count(), itertools.count()
    start = end - window.seconds - LEAD_SECONDS

    def work(token):
        connection = http.client.HTTPConnection("127.0.0.1", window.port, timeout=10)
        headers = {"authorization": f"Bearer {token}"}
        while (due := start + (number := next(numbers)) / window.questions_per_second) < end:
            time.sleep(max(0, due - time.monotonic()))
            question = f"How does a leader election work in Raft? (no. {number} of {due})"
            answer = _post(connection, {"query": ASK, "variables": {"question": question}}, headers)
            next(asked)
            if answer is None or "errors" in answer:
                next(refused)
        connection.close()

    _run([threading.Thread(target=work, args=[each]) for each in window.tokens])
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
