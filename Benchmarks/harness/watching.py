"""A process that looks on: the server's memory, and when it gave up sockets that nobody reads."""
import dataclasses
import pathlib
import socket
import sys
import time

from .memory import Memory
from .usage import cpu_seconds

INTERVAL_SECONDS = 0.25
_ESTABLISHED = "01"


@dataclasses.dataclass
class Watched:
    """What was seen; times by the monotonic clock, memory in bytes."""

    most_resident: int
    # By the client's end, address and port: when its system last took something, and when the server let go of its end.
    last_taken: dict
    let_go: dict
    # Seconds, of the server and its PostgreSQL.
    cpu: float


def watch(pid, port, clients, end):
    """Looks a few times a second until the end, at the server and at its connections with some clients."""
    most, taken, last_taken, let_go = 0, {}, dict.fromkeys(clients, time.monotonic()), {}
    before = cpu_seconds(pid)
    while (now := time.monotonic()) < end:
        most = max(most, Memory.of(pid).resident)
        held, buffered = _ends(port, clients)
        for client in clients:
            if buffered.get(client, 0) > taken.get(client, 0):
                taken[client], last_taken[client] = buffered[client], now
            if client in held:
                let_go.pop(client, None)  # a list that changes while it is read may leave one out
            else:
                let_go.setdefault(client, now)
        time.sleep(INTERVAL_SECONDS)
    return Watched(most, last_taken, let_go, cpu_seconds(pid) - before)


def _ends(port, clients):
    """The clients whose connections the server still holds, and how many bytes wait in the system of each client."""
    held, buffered = set(), {}
    # Clients have several addresses, and may have the same port at each.
    wanted = {_written(each): each for each in clients}
    server = f":{port:04X}"
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(server) and fields[2] in wanted and fields[3] == _ESTABLISHED and fields[9] != "0":
            held.add(wanted[fields[2]])
        elif fields[2].endswith(server) and fields[1] in wanted:
            buffered[wanted[fields[1]]] = int(fields[4].split(":")[1], 16)
    return held, buffered


def _written(end):
    """An address and port as /proc writes them: the address as a number in the machine's order of bytes."""
    address, port = end
    return f"{int.from_bytes(socket.inet_aton(address), sys.byteorder):08X}:{port:04X}"
