"""A process that looks on: the server's memory, and when it gave up sockets that nobody reads."""
import dataclasses
import pathlib
import time

from .memory import Memory
from .usage import cpu_seconds

INTERVAL_SECONDS = 0.25
_ESTABLISHED = "01"


@dataclasses.dataclass
class Watched:
    """What was seen; times by the monotonic clock, memory in bytes."""

    most_resident: int
    # By the port of the client's end: when its system last took something, and when the server let go of its end.
    last_taken: dict
    let_go: dict
    # Seconds, of the server and its PostgreSQL.
    cpu: float


def watch(pid, port, clients, end):
    """Looks a few times a second until the end, at the server and at its connections with clients at some ports."""
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
    wanted = set(clients)
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        local, remote = (int(fields[place].split(":")[1], 16) for place in (1, 2))
        if local == port and remote in wanted and fields[3] == _ESTABLISHED and fields[9] != "0":
            held.add(remote)
        elif remote == port and local in wanted:
            buffered[local] = int(fields[4].split(":")[1], 16)
    return held, buffered
