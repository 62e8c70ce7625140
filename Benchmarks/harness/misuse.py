"""Clients that misbehave, and whether the server is rid of them: no descriptor, connection or memory stays behind."""
import ctypes
import dataclasses
import json
import socket
import struct
import time

from .memory import Memory, connections, descriptors
from .usage import wait_until_quiet
from .websocket import PONG, begin, frame, handshake, message

COLUMNS = ["", "clients", "gone after s", "most MB each", "MB left", "descriptors left", "verdict"]
# What one client may make the server hold while it lasts, and all of them afterwards.
MOST_EACH, MOST_LEFT = 3 << 20, 8 << 20
# An event of some ten KB for each operation.
_WIDE = " ".join(f"e{number}: events(first: 100) {{ nodes {{ id kind at delta }} }}" for number in range(8))
# An event of some hundred KB, with the most aliases there may be. Fifteen of them are more than what the system takes
# from the server for a client that does not read: below that a stream looks read.
_WIDEST = " ".join(f"e{number}: events(first: 100) {{ nodes {{ subject {{ ... on Diagram {{ description mermaidSource "
                   "} } } }" for number in range(15))
_ACCOUNT = "learner"


@dataclasses.dataclass
class Verdict:
    """How the server came out of one kind of misuse; memory in bytes."""

    name: str
    clients: int
    # None: not within the patience of the case.
    seconds: float | None
    most_each: float
    left: int
    descriptors_left: int
    fault: str = ""

    def row(self):
        """Cells of a table."""
        return [self.name, str(self.clients), "never" if self.seconds is None else f"{self.seconds:.0f}",
                f"{self.most_each / 1e6:.2f}", f"{self.left / 1e6:.1f}", str(self.descriptors_left),
                self.fault or "pass"]

    def judge(self):
        """Finds the fault, if there is one."""
        faults = {"the server keeps them": self.seconds is None, "descriptors are left": self.descriptors_left > 0,
                  "each may fill too much memory": self.most_each > MOST_EACH,
                  "memory is left": self.left > MOST_LEFT}
        self.fault = "; ".join(words for words, holds in faults.items() if holds)


class Case:
    """Some clients that do the same wrong thing."""

    clients = 20
    # Until when the server has to be rid of them, in seconds.
    patience = 30
    receive_buffer = None

    def __init__(self, server):
        self.server = server
        self.sockets = []

    def connect(self):
        """A connection to the server."""
        client = socket.socket()
        if self.receive_buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.receive_buffer)
        client.settimeout(10)
        client.connect(("127.0.0.1", self.server.port))
        self.sockets.append(client)
        return client

    def start(self):
        """Opens one client."""
        raise NotImplementedError

    def act(self, seconds):
        """Does what the clients do over time; called a few times a second."""

    def send(self, data):
        """Sends over each connection that still takes it."""
        for client in self.sockets:
            try:
                client.send(data, socket.MSG_DONTWAIT)
            except OSError:
                continue  # full, or closed by the server


class SlowHead(Case):
    """Sends its head one byte at a time, for ever."""

    def start(self):
        self.connect().sendall(b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")

    def act(self, seconds):
        self.send(b"x")


class SlowBody(Case):
    """Sends its body one byte at a time, for ever."""

    def start(self):
        self.connect().sendall(b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                               b"Content-Length: 100000\r\n\r\n{")

    def act(self, seconds):
        self.send(b" ")


class Silent(Case):
    """Connects and says nothing."""

    patience = 90

    def start(self):
        self.connect()


class NoInit(Case):
    """Opens a socket and never sends `connection_init`, only pings."""

    def start(self):
        self.connect().sendall(handshake(self.server.port))

    def act(self, seconds):
        self.send(message("ping"))


class Socketed(Case):
    """Has a socket with subscriptions."""

    operations = 1
    selection = "version"

    def start(self):
        client = self.connect()
        client.sendall(handshake(self.server.port) + begin(self.server.account(_ACCOUNT)[0]))
        heard = b""
        while b"connection_ack" not in heard:
            heard += client.recv(4096)
        query = self.server.standing_of(_ACCOUNT, self.selection)
        client.sendall(b"".join(message("subscribe", id=str(number), payload={"query": query})
                                for number in range(self.operations)))


class HalfOpen(Socketed):
    """Is gone without a word: its system drops every packet, so nothing is acknowledged and nothing refused."""

    patience = 45

    def start(self):
        super().start()
        drop_packets(self.sockets[-1])


class Stopped(Socketed):
    """Is there, but its program is stopped: its system takes what comes until its buffer is full."""

    patience = 45


class SlowReader(Socketed):
    """Reads a kilobyte a minute of a busy subscription, and sends pongs, so that it looks alive."""

    clients, patience = 4, 60
    operations, selection, receive_buffer = 20, _WIDE, 4096
    _events_seconds = 1.0

    def __init__(self, server):
        super().__init__(server)
        self._moved = 0

    def act(self, seconds):
        self.send(frame(b"", PONG))
        for client in self.sockets:
            receive(client, 1024 // 60 // 4 + 1)
        if seconds > (self._moved + 1) * self._events_seconds and self._moved < 15:
            self._moved += 1
            self.server.move(_ACCOUNT)


class PingFlood(Socketed):
    """Sends pings with a large payload and never reads a pong."""

    clients, receive_buffer = 4, 4096

    def act(self, seconds):
        for _ in range(20):
            self.send(message("ping", payload={"x": "x" * 50_000}))


class SlowStream(SlowReader):
    """The slow reader again, of event streams over HTTP."""

    selection = _WIDEST

    def start(self):
        query = self.server.standing_of(_ACCOUNT, self.selection)
        body = json.dumps({"query": query}).encode()
        head = (f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                f"Authorization: Bearer {self.server.account(_ACCOUNT)[0]}\r\nAccept: text/event-stream\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        self.connect().sendall(head.encode() + body)

    def send(self, data):
        """Nothing more to say over HTTP."""


class SlowAnswer(Case):
    """Asks for large answers and reads a kilobyte a minute."""

    clients, patience, receive_buffer = 4, 90, 4096

    def start(self):
        fields = " ".join(f"d{number}: diagrams {{ id title description mermaidSource }}" for number in range(5))
        body = json.dumps({"query": f"{{ {fields} }}"}).encode()
        request = (b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                   b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        client = self.connect()
        client.setblocking(False)
        self._requests = request * 50
        self.send(self._requests)

    def act(self, seconds):
        for client in self.sockets:
            receive(client, 1024 // 60 // 4 + 1)


CASES = {"slow-head": SlowHead, "slow-body": SlowBody, "silent": Silent, "no-init": NoInit, "half-open": HalfOpen,
         "stopped": Stopped, "slow-reader": SlowReader, "ping-flood": PingFlood, "slow-stream": SlowStream,
         "slow-answer": SlowAnswer}


def run_all(server, names):
    """Lets each kind of client misbehave, one kind after the other."""
    warm_up(server)
    return [run(server, name) for name in names]


def warm_up(server):
    """Makes the server do once what the cases ask of it."""
    case = SlowReader(server)
    for _ in range(case.clients):
        case.start()
    server.move(_ACCOUNT)
    time.sleep(1)
    for each in case.sockets:
        each.close()
    wait_until_quiet([server.pid])


def run(server, name):
    """Lets some clients misbehave, and others after them where memory is left: what a process keeps for later is taken
    up again, what it has lost is not."""
    verdict = run_once(server, name)
    if verdict.left > MOST_LEFT:
        again = run_once(server, name)
        verdict.left = again.left
        verdict.descriptors_left = max(verdict.descriptors_left, again.descriptors_left)
    verdict.judge()
    print(f"{name}: {verdict.fault or 'pass'}")
    return verdict


def run_once(server, name):
    """Lets some clients misbehave until the server is rid of them, or for as long as the case is patient."""
    case = CASES[name](server)
    before, open_before = Memory.of(server.pid), descriptors(server.pid)
    standing = connections(server.port)
    start, most, gone = time.monotonic(), before.resident, None
    try:
        for _ in range(case.clients):
            case.start()
        while (seconds := time.monotonic() - start) < case.patience:
            case.act(seconds)
            time.sleep(0.25)
            most = max(most, Memory.of(server.pid).resident)
            if connections(server.port) <= standing:
                gone = seconds
                break
    finally:
        for each in case.sockets:
            each.close()
    wait_until_quiet([server.pid])
    after = Memory.of(server.pid)
    return Verdict(name, case.clients, gone, (most - before.resident) / case.clients,
                   after.resident - before.resident, descriptors(server.pid) - open_before)


def receive(client, count):
    """Reads at most so many bytes, none when there are none."""
    try:
        client.recv(count, socket.MSG_DONTWAIT)
    except OSError:
        return  # nothing there, or closed by the server


class _Program(ctypes.Structure):
    """`struct sock_fprog`: a filter for the packets of a socket."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def drop_packets(client):
    """Makes the system drop every packet that arrives for this socket, as if the cable were cut."""
    drop_all = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))  # BPF: return 0 bytes
    program = _Program(1, ctypes.addressof(drop_all))
    client.setsockopt(socket.SOL_SOCKET, 26, bytes(program))  # SO_ATTACH_FILTER
