"""Members who post messages at a steady pace, from a process of their own."""
import dataclasses
import http.client
import itertools
import json
import threading
import time

SEND = """mutation ($input: SendGroupMessageInput!) {
  sendGroupMessage(input: $input) { userErrors { code message } }
}"""
_CONNECTIONS = 8


@dataclasses.dataclass(frozen=True)
class Pace:
    """What is posted: where, by whom, how often and how long."""

    port: int
    group: str
    tokens: list
    count: int
    per_second: float
    content_bytes: int
    # By the clock that all processes of the machine share.
    start: float

    def planned(self, number):
        """When a post is due. Its latency counts from here, so that a server that hesitates gains nothing by it."""
        return self.start + number / self.per_second

    def content(self, number):
        """The text of a post: its number, when it was due, and something to fill it up."""
        head = f"{number} {self.planned(number):.6f} "
        return head + "x" * (self.content_bytes - len(head))


def read_content(content):
    """The number of a post and when it was due."""
    number, planned, _ = content.split(" ", 2)
    return int(number), float(planned)


def post_all(pace):
    """Posts all messages, each by the next member: how many seconds each request took, and what was refused."""
    numbers, taken, refused = itertools.count(), [], []

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", pace.port, timeout=30)
        while (number := next(numbers)) < pace.count:
            time.sleep(max(0, pace.planned(number) - time.monotonic()))
            if problem := _post(connection, pace, number):
                refused.append(f"post {number}: {problem}")
            taken.append(time.monotonic() - pace.planned(number))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(_CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return taken, refused


def _post(connection, pace, number):
    """Posts one message: what is wrong with the answer, None when nothing is."""
    given = {"groupId": pace.group, "content": pace.content(number)}
    headers = {"content-type": "application/json",
               "authorization": f"Bearer {pace.tokens[number % len(pace.tokens)]}"}
    try:
        connection.request("POST", "/graphql", json.dumps({"query": SEND, "variables": {"input": given}}), headers)
        answer = json.loads(connection.getresponse().read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        connection.close()
        return repr(error)
    if answer.get("errors") or answer["data"]["sendGroupMessage"]["userErrors"]:
        return json.dumps(answer)[:300]
    return None
