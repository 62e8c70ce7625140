"""graphql-transport-ws message by message with websockets: the handshake, the close codes, the frames."""
import asyncio
import contextlib
import json
import unittest

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, NegotiationError

import atlas

# More than the server has with a client that says nothing.
PATIENCE_SECONDS = 15
TYPENAME = {"query": "{ __typename }"}


def message(kind, **more):
    """The text of a message."""
    return json.dumps({"type": kind, **more})


class SocketCase(unittest.IsolatedAsyncioTestCase):
    """Opens sockets and watches them end."""

    def open(self, **more):
        """A socket without its handshake of messages."""
        return connect(atlas.SOCKET_URL, **{"subprotocols": [atlas.SUBPROTOCOL], **more})

    async def begin(self, socket, account=None):
        """Sends `connection_init` and awaits its acknowledgement."""
        payload = {"authorization": atlas.bearer(account)} if account else None
        await socket.send(message("connection_init", payload=payload))
        self.assertEqual((await self.next(socket))["type"], "connection_ack")

    async def next(self, socket):
        """The next message."""
        return json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_SECONDS))

    async def expect_close(self, socket, code):
        """Reads until the server closes, with this code and a reason that fits a frame."""
        with self.assertRaises(ConnectionClosed):
            while True:
                await asyncio.wait_for(socket.recv(), PATIENCE_SECONDS)
        self.assertEqual(socket.close_code, code, socket.close_reason)
        self.assertLessEqual(len(socket.close_reason.encode()), 123)

    async def expect_close_of(self, code, *messages, begins=True):
        """Sends messages over a socket of its own, and expects to be cut off by the last one at the latest."""
        async with self.open() as socket:
            if begins:
                await self.begin(socket)
            with contextlib.suppress(ConnectionClosed):  # the server need not wait until all is sent
                for each in messages:
                    await socket.send(each)
            await self.expect_close(socket, code)


class HandshakeTests(SocketCase):
    async def test_the_subprotocol_is_found_among_others(self):
        async with self.open(subprotocols=["soap", "graphql-ws", atlas.SUBPROTOCOL]) as socket:
            self.assertEqual(socket.subprotocol, atlas.SUBPROTOCOL)

    async def test_an_unknown_subprotocol_is_refused(self):
        for offered in (None, ["soap"]):
            with self.subTest(offered), self.assertRaises(InvalidStatus) as raised:
                async with self.open(subprotocols=offered):
                    self.fail("the socket was opened")
            self.assertEqual(raised.exception.response.status_code, 400)

    async def test_another_path_is_404(self):
        with self.assertRaises(InvalidStatus) as raised:
            async with connect(f"{atlas.SOCKET_URL}/other", subprotocols=[atlas.SUBPROTOCOL]):
                self.fail("the socket was opened")
        self.assertEqual(raised.exception.response.status_code, 404)

    async def test_another_version_is_426(self):
        fields = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "8",
                  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": atlas.SUBPROTOCOL}
        async with httpx.AsyncClient() as client:
            answer = await client.get(atlas.URL, headers=fields)
        self.assertEqual((answer.status_code, answer.headers["Sec-WebSocket-Version"]), (426, "13"))

    async def test_compression_is_not_agreed_on(self):
        async with self.open(compression="deflate") as socket:
            self.assertEqual(socket.protocol.extensions, [])


class CloseCodeTests(SocketCase):
    async def test_4400_a_message_of_the_wrong_form(self):
        for text in ("not json", "[]", "{}", message("nothing"), message("subscribe", payload=TYPENAME),
                     message("subscribe", id="", payload=TYPENAME), message("subscribe", id=1, payload=TYPENAME),
                     message("subscribe", id="1"), message("subscribe", id="1", payload={"query": 1}),
                     message("subscribe", id="1", payload={**TYPENAME, "variables": []}),
                     message("ping", payload="x"), message("complete")):
            with self.subTest(text):
                await self.expect_close_of(4400, text)

    async def test_4400_a_binary_frame(self):
        await self.expect_close_of(4400, b"{}")

    async def test_4401_subscribe_before_the_acknowledgement(self):
        await self.expect_close_of(4401, message("subscribe", id="1", payload=TYPENAME), begins=False)

    async def test_4403_a_bad_token(self):
        init = message("connection_init", payload={"authorization": "Bearer x"})
        await self.expect_close_of(4403, init, begins=False)

    async def test_4408_no_init_in_time(self):
        await self.expect_close_of(4408, begins=False)

    async def test_4409_an_id_that_is_active(self):
        async with self.open() as socket:
            await self.begin(socket, "instructor")
            subscribe = message("subscribe", id="a", payload={"query": atlas.progress_of("instructor")})
            await socket.send(subscribe)
            await socket.send(subscribe)
            await self.expect_close(socket, 4409)

    async def test_4429_a_second_init(self):
        await self.expect_close_of(4429, message("connection_init"))

    async def test_1007_text_that_is_not_utf8(self):
        async with self.open() as socket:
            await self.begin(socket)
            await socket.send(b"\xff\xfe", text=True)
            await self.expect_close(socket, 1007)

    async def test_1009_a_message_over_the_limit(self):
        await self.expect_close_of(1009, message("ping", payload={"x": "x" * (2 << 20)}))


class MessageTests(SocketCase):
    async def test_ping_is_answered_with_its_payload_before_and_after_init(self):
        async with self.open() as socket:
            for _ in range(2):
                await socket.send(message("ping", payload={"n": 1}))
                self.assertEqual(await self.next(socket), {"type": "pong", "payload": {"n": 1}})
                if _ == 0:
                    await self.begin(socket)

    async def test_ping_frames_are_answered(self):
        async with self.open() as socket:
            await asyncio.wait_for(await socket.ping(), PATIENCE_SECONDS)

    async def test_a_message_in_fragments_is_put_together(self):
        async with self.open() as socket:
            await self.begin(socket)
            text = message("subscribe", id="ü", payload=TYPENAME)
            await socket.send(text[start:start + 9] for start in range(0, len(text), 9))
            self.assertEqual(await self.next(socket),
                             {"id": "ü", "type": "next", "payload": {"data": {"__typename": "Query"}}})
            self.assertEqual(await self.next(socket), {"id": "ü", "type": "complete"})

    async def test_a_request_error_is_the_last_message_of_its_id_which_is_free_then(self):
        async with self.open() as socket:
            await self.begin(socket)
            await socket.send(message("subscribe", id="1", payload={"query": "{ nothing }"}))
            refused = await self.next(socket)
            self.assertEqual((refused["type"], refused["id"]), ("error", "1"))
            self.assertIn("message", refused["payload"][0])
            await socket.send(message("subscribe", id="1", payload=TYPENAME))
            self.assertEqual([(await self.next(socket))["type"] for _ in range(2)], ["next", "complete"])

    async def test_complete_ends_a_subscription_and_frees_its_id(self):
        async with self.open() as socket:
            await self.begin(socket, "instructor")
            subscribe = message("subscribe", id="1", payload={"query": atlas.progress_of("instructor")})
            for _ in range(3):
                await socket.send(subscribe)
                await socket.send(message("complete", id="1"))
            await socket.send(message("complete", id="unknown"))
            await socket.send(message("subscribe", id="1", payload=TYPENAME))
            self.assertEqual([(await self.next(socket))["type"] for _ in range(2)], ["next", "complete"])

    async def test_operations_of_one_socket_are_told_apart(self):
        async with self.open() as socket:
            await self.begin(socket)
            for number in range(20):
                query = f"{{ n{number}: diagrams(filter: {{limit: 1}}) {{ id }} }}"
                await socket.send(message("subscribe", id=str(number), payload={"query": query}))
            answers = [await self.next(socket) for _ in range(40)]
        for number in range(20):
            own = [each for each in answers if each["id"] == str(number)]
            self.assertEqual([each["type"] for each in own], ["next", "complete"])
            self.assertEqual(list(own[0]["payload"]["data"]), [f"n{number}"])

    async def test_a_socket_that_is_torn_leaves_the_others_alone(self):
        async with self.open() as whole:
            await self.begin(whole, "instructor")
            subscribe = message("subscribe", id="1", payload={"query": atlas.progress_of("instructor")})
            await whole.send(subscribe)
            for _ in range(5):
                async with self.open() as torn:
                    await self.begin(torn, "instructor")
                    await torn.send(subscribe)
                    torn.transport.abort()
            event, standings = await atlas.event_after(self.next(whole), "instructor")
        self.assertIn(event["payload"]["data"]["progressUpdated"], standings)
