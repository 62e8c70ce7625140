"""A study group over one or more servers: what is posted to it, and listeners who come back where they ended."""
import asyncio
import contextlib
import http.client
import json

import aiohttp
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

import atlas

CREATE = "mutation ($input: StudyGroupInput!) { createStudyGroup(input: $input) { id } }"
SEND = """mutation ($input: SendGroupMessageInput!) {
  sendGroupMessage(input: $input) { message { sequence } userErrors { code message } }
}"""
LISTEN = "subscription ($group: ID!) { groupMessageReceived(groupId: $group) { sequence content } }"
# All listeners are the same user.
SETTINGS = {"ATLAS_SOCKETS_PER_USER": "1000"}
PATIENCE_SECONDS = 60


def ask(server, query, variables, token=None):
    """The data of a server's answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    fields = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    with contextlib.closing(connection):
        connection.request("POST", "/graphql", json.dumps({"query": query, "variables": variables}), fields)
        answer = json.loads(connection.getresponse().read())
    if "errors" in answer:
        raise AssertionError(f"{query}: {answer['errors']}")
    return answer["data"]


class Group:
    """A new group of a demo account, who posts in it and listens to it."""

    def __init__(self, server, account="learner"):
        variables = {"email": atlas.email(account), "password": atlas.PASSWORD}
        self.token = ask(server, atlas.LOGIN, variables)["login"]["accessToken"]
        given = {"name": "Listeners", "visibility": "PRIVATE"}
        self.id = ask(server, CREATE, {"input": given}, self.token)["createStudyGroup"]["id"]

    def send(self, server, content):
        """Posts a message: its sequence."""
        given = {"groupId": self.id, "content": content}
        payload = ask(server, SEND, {"input": given}, self.token)["sendGroupMessage"]
        if payload["userErrors"]:
            raise AssertionError(payload["userErrors"])
        return payload["message"]["sequence"]

    async def begin(self, server, listeners):
        """Posts until everybody has heard a message, for nothing else tells that a subscription has begun: its
        sequence."""
        for _ in range(PATIENCE_SECONDS):
            sequence = await asyncio.to_thread(self.send, server, "Is everybody here?")
            if await all_hear(listeners, sequence, seconds=1):
                return sequence
        raise AssertionError("not everybody hears the messages")


async def all_hear(listeners, sequence, seconds=PATIENCE_SECONDS):
    """Waits until everybody has heard a message; false when that takes too long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(each.hear_until(sequence) for each in listeners))
    return all(each.has_heard(sequence) for each in listeners)


class Listener:
    """Somebody who hears the messages of a group, over one connection after another."""

    def __init__(self, group):
        self.group = group
        # The sequence of the last message, and the id of its event; none before the first.
        self.last = self.event = None
        # How often it came back to where it had ended.
        self.returns = 0
        self._heard = asyncio.Event()

    async def listen(self, server):
        """Subscribes behind the last message and hears what comes, until the server ends it or the task is cancelled:
        then it is gone without a word."""
        raise NotImplementedError

    def has_heard(self, sequence):
        """Whether a message has come."""
        return self.last is not None and self.last >= sequence

    async def hear_until(self, sequence):
        """Waits for a message."""
        while not self.has_heard(sequence):
            self._heard.clear()
            await self._heard.wait()

    def place(self, form):
        """What names the last event in a request, in this form; empty before the first."""
        if self.event is None:
            return {}
        self.returns += 1
        return form(self.event)

    def hear(self, result, event):
        """Takes a result: it must bring the message behind the last one."""
        if "errors" in result:
            raise AssertionError(f"after message {self.last}, event {self.event}: {result['errors']}")
        sequence = result["data"]["groupMessageReceived"]["sequence"]
        if self.last is not None and sequence != self.last + 1:
            raise AssertionError(f"message {sequence} after {self.last}")
        self.last, self.event = sequence, event
        self._heard.set()


class SocketListener(Listener):
    """Listens over graphql-transport-ws; comes back with `extensions.resumeFrom`."""

    async def listen(self, server):
        async with self.open(server) as socket:
            try:
                await self.hear_all(socket)
            finally:
                socket.transport.abort()

    @contextlib.asynccontextmanager
    async def open(self, server, **more):
        """A socket that has subscribed."""
        address = f"ws://127.0.0.1:{server.port}/graphql"
        async with connect(address, subprotocols=[atlas.SUBPROTOCOL], ping_interval=None, **more) as socket:
            await say(socket, "connection_init", payload={"authorization": f"Bearer {self.group.token}"})
            acknowledged = json.loads(await socket.recv())
            if acknowledged["type"] != "connection_ack":
                raise AssertionError(acknowledged)
            await say(socket, "subscribe", id="1", payload={
                "query": LISTEN, "variables": {"group": self.group.id},
                **self.place(lambda event: {"extensions": {"resumeFrom": event}})})
            yield socket

    async def hear_all(self, socket):
        """Hears until the socket is closed."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                said = json.loads(await socket.recv())
                result = said["payload"] if said["type"] == "next" else {"errors": said}
                self.hear(result, result.get("extensions", {}).get("eventId"))


class StreamListener(Listener):
    """Listens over server-sent events; comes back with `Last-Event-ID`."""

    async def listen(self, server):
        fields = {"Accept": "text/event-stream", "Authorization": f"Bearer {self.group.token}",
                  **self.place(lambda event: {"Last-Event-ID": event})}
        body = {"query": LISTEN, "variables": {"group": self.group.id}}
        async with (aiohttp.ClientSession() as client,
                    client.post(f"{server.address}/graphql", json=body, headers=fields) as answer):
            event = None
            async for line in answer.content:
                field, _, value = line.decode().rstrip("\n").partition(": ")
                if field == "id":
                    event = value
                elif field == "data" and value:
                    self.hear(json.loads(value), event)


async def say(socket, kind, **more):
    """Sends a message of the protocol."""
    await socket.send(json.dumps({"type": kind, **more}))
