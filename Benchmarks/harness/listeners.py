"""Many subscribers of one group's messages: raw sockets under one epoll, because asyncio spends too much on each frame.

The server sends most subscribers the same bytes. What a frame says is read once and then known by its bytes, so each
receipt is still compared whole.
"""
import array
import json
import select
import socket
import struct
import time

from .posting import read_content
from .websocket import CLOSE, PING, PONG, TEXT, Frames, begin, frame, handshake, message, source

# More would cost a page fault for each receipt.
_MOST_AT_ONCE = 16 << 10
_MOST_KNOWN = 4096
_SUBSCRIPTION = """subscription ($group: ID!) { groupMessageReceived(groupId: $group) {
  id sequence kind content createdAt author { id profile { displayName avatarUrl } }
} }"""
_ACKNOWLEDGED = b'{"type":"connection_ack"'


class Listener:
    """One socket with one subscription."""

    def __init__(self, place, token, group, port, after=None, receive_buffer=None):
        """With `after` it goes on where that listener ended."""
        self.place, self._group = place, group
        self.last, self.event = (after.last, after.event) if after else (None, None)
        self.failure, self.gaps, self.is_subscribed = None, 0, False
        self._head, self._frames = b"", Frames()
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.bind(source(place))
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(handshake(port) + begin(token))
        self.socket.setblocking(False)
        # Our end, address and port.
        self.end = self.socket.getsockname()

    def receive(self, crowd):
        """Takes what has come."""
        try:
            data = self.socket.recv(_MOST_AT_ONCE)
        except BlockingIOError:
            return
        except OSError as error:
            return self._end(crowd, repr(error))
        now = time.monotonic()
        if not data:
            return self._end(crowd, "the server closed")
        if self._head is None and self._frames.is_empty and _is_one_text(data):
            return self._hear(crowd, data[4:], now)
        if self._head is not None and (data := self._after_head(data)) is None:
            return
        for opcode, payload in self._frames.add(data):
            self._take(crowd, opcode, payload, now)

    def _after_head(self, data):
        self._head += data
        if b"\r\n\r\n" not in self._head:
            return None
        head, data = self._head.split(b"\r\n\r\n", 1)
        if not head.startswith(b"HTTP/1.1 101 "):
            raise SystemExit(f"no socket: {head.decode(errors='replace').splitlines()[0]}")
        self._head = None
        return data

    def _take(self, crowd, opcode, payload, now):
        if opcode == TEXT and payload.startswith(_ACKNOWLEDGED):
            self._subscribe()
        elif opcode == TEXT:
            self._hear(crowd, payload, now)
        elif opcode == PING:
            self.socket.send(frame(payload, PONG))
        elif opcode == CLOSE:
            self.failure = f"close {struct.unpack('!H', payload[:2])[0]} {payload[2:].decode()}" if payload else "close"

    def _subscribe(self):
        more = {"extensions": {"resumeFrom": self.event}} if self.event else {}
        self.socket.send(message("subscribe", id="1", payload={
            "query": _SUBSCRIPTION, "variables": {"group": self._group}, **more}))
        self.is_subscribed = True

    def _hear(self, crowd, payload, now):
        """One message of the group: it must be the one behind the last."""
        heard = crowd.known.get(payload) or crowd.read(payload)
        if heard.refusal:
            return self._end(crowd, heard.refusal)
        if self.last is not None and heard.sequence != self.last + 1:
            self.gaps += 1
            crowd.wrong.append(f"socket {self.place} got message {heard.sequence} after {self.last}")
        self.last, self.event = heard.sequence, heard.event
        crowd.latencies.append(now - heard.planned)

    def _end(self, crowd, reason):
        self.failure = self.failure or reason
        crowd.end(self)


class Heard:
    """What bytes say."""

    def __init__(self, payload):
        said = json.loads(payload)
        self.refusal = None
        if said["type"] != "next" or "errors" in said["payload"]:
            self.refusal = payload.decode()[:400]
            return
        received = said["payload"]["data"]["groupMessageReceived"]
        self.sequence, self.event = received["sequence"], said["payload"]["extensions"]["eventId"]
        _, self.planned = read_content(received["content"])


class Listeners:
    """Sockets that are read, what went wrong with them, and how long messages took to arrive, in seconds."""

    def __init__(self):
        self._poll = select.epoll()
        self._reading = {}
        self.all, self.wrong, self.known = [], [], {}
        self.latencies = array.array("d")

    @property
    def failures(self):
        """Why sockets ended, each reason once."""
        return {each.failure for each in self.all if each.failure}

    def add(self, listener):
        """Begins to read a socket."""
        self.all.append(listener)
        self._reading[listener.socket.fileno()] = listener
        self._poll.register(listener.socket.fileno(), select.EPOLLIN)

    def pause(self, listeners):
        """Reads some sockets no more, and leaves them open."""
        for each in listeners:
            if self._reading.pop(each.socket.fileno(), None):
                self._poll.unregister(each.socket.fileno())

    def end(self, listener):
        """Closes a socket."""
        self.pause([listener])
        listener.socket.close()

    def begin_to_measure(self):
        """Forgets how long messages took until now."""
        self.latencies = array.array("d")

    def run(self, until, seconds):
        """Reads until something holds, asked ten times a second, or for so long; whether it holds."""
        end, look = time.monotonic() + seconds, 0.0
        while (now := time.monotonic()) < end:
            if now >= look:
                if until():
                    return True
                look = now + 0.1
            for descriptor, _ in self._poll.poll(0.1, 512):
                self._reading[descriptor].receive(self)
        return until()

    def read(self, payload):
        """What bytes say that are not known yet."""
        if len(self.known) >= _MOST_KNOWN:
            self.known.clear()
        heard = self.known[payload] = Heard(payload)
        return heard


def _is_one_text(data):
    """Whether these bytes are one whole frame of text, of the length that most messages have."""
    return len(data) > 4 and data[0] == 0x81 and data[1] == 126 and len(data) == 4 + (data[2] << 8 | data[3])
