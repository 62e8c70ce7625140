"""A client of graphql-transport-ws on asyncio, small enough to have ten thousand of: RFC 6455 as far as it takes."""
import asyncio
import json
import struct
import time

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
# A key of zeros leaves the payload as it is; the mask is required, its randomness protects only proxies.
_MASK = bytes(4)


# How many connections come from one address.
_EACH_ADDRESS = 500


def source(place):
    """The address that the client at this place comes from: servers limit the connections of one address."""
    return f"127.0.1.{place // _EACH_ADDRESS + 1}", 0


def handshake(port):
    """The bytes that ask for a socket."""
    return (f"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n").encode()


def frame(payload, opcode=TEXT):
    """The bytes of a frame."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
    return head + _MASK + payload


def message(kind, **more):
    """The bytes of a message in its frame."""
    return frame(json.dumps({"type": kind, **more}).encode())


def begin(token):
    """The bytes of `connection_init`."""
    return message("connection_init", payload={"authorization": f"Bearer {token}"})


class Frames:
    """Takes bytes as they arrive, gives the frames in them."""

    def __init__(self):
        self._bytes = b""

    @property
    def is_empty(self):
        """Whether no part of a frame is kept."""
        return not self._bytes

    def add(self, data):
        """The opcodes and payloads of the frames that are whole now."""
        self._bytes += data
        found = []
        while (each := self._next()) is not None:
            found.append(each)
        return found

    def _next(self):
        size, start = (self._bytes[1] & 0x7F, 2) if len(self._bytes) >= 2 else (0, 1 << 62)
        if size == 126 and len(self._bytes) >= 4:
            size, start = struct.unpack_from("!H", self._bytes, 2)[0], 4
        elif size == 127 and len(self._bytes) >= 10:
            size, start = struct.unpack_from("!Q", self._bytes, 2)[0], 10
        elif size >= 126:
            return None
        if len(self._bytes) < start + size:
            return None
        opcode, payload = self._bytes[0] & 0x0F, self._bytes[start:start + size]
        self._bytes = self._bytes[start + size:]
        return opcode, payload


class Subscriber(asyncio.Protocol):
    """One socket: it says `connection_init`, later `subscribe`, and counts what it is sent."""

    def __init__(self, crowd):
        self._crowd = crowd
        self._head = b""
        self._frames = None
        self.acknowledged = self.failure = None
        self.heard = 0

    def connection_made(self, transport):
        self.transport = transport
        self.acknowledged = asyncio.get_running_loop().create_future()
        transport.write(handshake(self._crowd.port) + begin(self._crowd.token))

    def data_received(self, data):
        if self._frames is None:
            self._head += data
            if b"\r\n\r\n" not in self._head:
                return
            head, data = self._head.split(b"\r\n\r\n", 1)
            if not head.startswith(b"HTTP/1.1 101 "):
                return self._fail(head.decode(errors="replace").splitlines()[0])
            self._head, self._frames = None, Frames()
        for opcode, payload in self._frames.add(data):
            self._receive(opcode, payload)

    def connection_lost(self, error):
        if not self.transport.is_closing():
            self._fail(f"the server closed {error or ''}")

    def subscribe(self):
        """Starts the subscription."""
        self.transport.write(self._crowd.subscribe)

    def _receive(self, opcode, payload):
        if opcode == PING:
            self.transport.write(frame(payload, PONG))
        elif opcode == CLOSE:
            self._fail(f"close {struct.unpack('!H', payload[:2])[0]} {payload[2:].decode()}" if payload else "close")
        elif opcode == TEXT and payload.startswith(b'{"type":"connection_ack"'):
            self.acknowledged.set_result(None)
        elif opcode == TEXT and b'"type":"next"' in payload[:80] and b'"errors"' not in payload:
            self.heard += 1
            self._crowd.hear(time.monotonic())
        else:
            self._fail(payload.decode(errors="replace")[:200])

    def _fail(self, reason):
        self.failure = reason
        if not self.acknowledged.done():
            self.acknowledged.set_exception(ConnectionError(reason))
        self.transport.abort()


class Crowd:
    """Many sockets with the same subscription."""

    def __init__(self, port, token, subscription):
        self.port, self.token = port, token
        self.subscribe = message("subscribe", id="1", payload={"query": subscription})
        self.sockets = []
        self._heard, self._wanted, self._all_heard = 0, 0, None

    async def open(self, count, at_once=200):
        """Opens sockets until they are acknowledged."""
        loop, free = asyncio.get_running_loop(), asyncio.Semaphore(at_once)

        async def one(place):
            async with free:
                _, socket = await loop.create_connection(
                    lambda: Subscriber(self), "127.0.0.1", self.port, local_addr=source(place))
                await asyncio.wait_for(socket.acknowledged, 60)
                return socket

        self.sockets += await asyncio.gather(*map(one, range(count)))

    def hear(self, when):
        """Notes a result that came to one of the sockets."""
        self._heard += 1
        if self._heard == self._wanted:
            self._all_heard.set_result(when)

    async def tell(self, cause, patience_seconds=60):
        """Lets something happen in a thread: how many were told, and after how many seconds the last one was."""
        self._heard, self._wanted = 0, len(self.sockets)
        self._all_heard = asyncio.get_running_loop().create_future()
        start = time.monotonic()
        await asyncio.to_thread(cause)
        try:
            return self._wanted, await asyncio.wait_for(self._all_heard, patience_seconds) - start
        except asyncio.TimeoutError:
            return self._heard, None

    def failures(self):
        """Why sockets ended before we closed them."""
        return [each.failure for each in self.sockets if each.failure]

    async def close(self):
        """Closes all sockets in order."""
        for each in self.sockets:
            each.transport.write(frame(struct.pack("!H", 1000), CLOSE))
            each.transport.close()
        self.sockets = []
