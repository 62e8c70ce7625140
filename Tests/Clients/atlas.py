"""The server under test as the tests see it: its addresses, its demo accounts, and something to happen on it."""
import asyncio
import functools
import http.client
import json
import logging
import os
import urllib.parse

ADDRESS = os.environ["ATLAS_ADDRESS"]
URL = f"{ADDRESS}/graphql"
SOCKET_URL = URL.replace("http", "ws", 1)
PASSWORD = "atlas-demo-password"
SUBPROTOCOL = "graphql-transport-ws"

LOGIN = """
mutation ($email: String!, $password: String!) {
  login(email: $email, password: $password) { accessToken user { id } }
}
"""
# The standard tests run asyncio in its debug mode, which tells of everything that takes 0.1 s.
logging.getLogger("asyncio").setLevel(logging.ERROR)

# Accounts and the addresses they sign in from: sign-ins are limited for each address.
_SOURCES = {"learner": "127.0.0.11", "learner2": "127.0.0.12", "creator": "127.0.0.13", "instructor": "127.0.0.14"}


def email(account):
    """The address of a demo account."""
    return f"{account}@atlas.example"


@functools.cache
def sign_in(account):
    """The access token and the id of a demo account."""
    variables = {"email": email(account), "password": PASSWORD}
    payload = post(LOGIN, variables, source=_SOURCES[account])["data"]["login"]
    return payload["accessToken"], payload["user"]["id"]


def bearer(account):
    """The value of the field Authorization."""
    return f"Bearer {sign_in(account)[0]}"


def post(query, variables=None, account=None, source="127.0.0.1"):
    """The decoded answer to a request by plain means, for what a test needs but does not look at."""
    fields = {"Content-Type": "application/json"}
    if account:
        fields["Authorization"] = bearer(account)
    address = urllib.parse.urlsplit(ADDRESS)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10, source_address=(source, 0))
    try:
        connection.request("POST", "/graphql", json.dumps({"query": query, "variables": variables}), fields)
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def progress_of(account):
    """A subscription to the standing of an account."""
    return f'subscription {{ progressUpdated(userId: "{sign_in(account)[1]}") {{ version overallPercent }} }}'


@functools.cache
def _diagrams(account):
    """Diagrams that the account has not completed, in an order of its own."""
    found = post("{ diagrams(filter: {completed: false}) { id } }", account=account)
    return [each["id"] for each in found["data"]["diagrams"]]


def complete_a_diagram(account):
    """Completes a diagram by the account: the standing that subscribers are told."""
    query = "mutation ($id: ID!) { completeDiagram(diagramId: $id) { version overallPercent } }"
    answer = post(query, {"id": _diagrams(account).pop()}, account=account)
    return answer["data"]["completeDiagram"]


async def event_after(receiving, account):
    """What is received, and the standings that could have caused it.

    Nothing tells a client when its subscription has begun, so diagrams are completed until an event arrives.
    """
    receiver = asyncio.ensure_future(receiving)
    standings = []
    try:
        for _ in range(10):
            standings.append(await asyncio.to_thread(complete_a_diagram, account))
            if (await asyncio.wait({receiver}, timeout=1))[0]:
                return receiver.result(), standings
    finally:
        receiver.cancel()
    raise AssertionError("no event came")
