"""How much memory one server process spends on each of many open connections."""
import asyncio
import dataclasses
import resource
import time

from .memory import Memory, descriptors
from .usage import wait_until_quiet
from .websocket import Crowd, source

WARM_UP = 200
SPARE_DESCRIPTORS = 200


@dataclasses.dataclass
class Stage:
    """The server after something was done to it."""

    name: str
    memory: Memory
    descriptors: int
    seconds: float


class Stages:
    """Looks at the server between the steps of a measurement, each time when it has come to rest."""

    def __init__(self, server, count):
        self._server, self._count = server, count
        self._last = time.monotonic()
        self.all = []

    async def note(self, name):
        """Notes a stage, which ends now."""
        seconds = time.monotonic() - self._last
        await asyncio.to_thread(wait_until_quiet, [self._server.pid])
        self.all.append(Stage(name, Memory.of(self._server.pid), descriptors(self._server.pid), seconds))
        self._last = time.monotonic()

    def each(self, stage, which="resident"):
        """Bytes for each connection at a stage, beyond the first stage."""
        return (getattr(stage.memory, which) - getattr(self.all[0].memory, which)) / self._count

    def rows(self):
        """Cells of a table: megabytes in all, kilobytes for each connection."""
        return [[each.name, f"{each.memory.resident / 1e6:.1f}", f"{each.memory.unshared / 1e6:.1f}",
                 f"{each.memory.kernel / 1e6:.1f}", str(each.descriptors), f"{each.seconds:.1f}",
                 f"{self.each(each) / 1024:.1f}", f"{self.each(each, 'unshared') / 1024:.1f}"] for each in self.all]

    columns = ["", "RSS MB", "unshared MB", "kernel TCP MB", "descriptors", "s", "RSS KB each", "unshared KB each"]


def raise_limit(connections):
    """Lets this process open as many files; ends it with a word where the system does not."""
    wanted = connections + SPARE_DESCRIPTORS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise SystemExit(f"The hard limit of open files is {hard}; {connections} connections take {wanted}.")
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def measure_sockets(server, count):
    """Opens, subscribes, tells and closes sockets: the stages, and what went wrong in words."""
    account = "learner"
    token = server.account(account)[0]
    warm = Crowd(server.port, token, server.standing_of(account))
    await warm.open(WARM_UP)
    await subscribe(warm)
    await warm.tell(lambda: server.move(account))
    await warm.close()

    stages, problems = Stages(server, count), []
    await stages.note("before")
    crowd = Crowd(server.port, token, server.standing_of(account))
    await crowd.open(count)
    await stages.note("acknowledged")
    await subscribe(crowd)
    await stages.note("subscribed")
    told, seconds = await crowd.tell(lambda: server.move(account))
    if told < count:
        problems.append(f"only {told} of {count} sockets were told")
    else:
        print(f"One event reached {count} sockets; the last one {seconds:.2f} s after it began to happen.")
    await stages.note("told once")
    problems += [f"a socket ended: {each}" for each in sorted(set(crowd.failures()))]
    await crowd.close()
    await stages.note("closed")
    # What a process keeps for later is taken up again; what it has lost is not.
    await crowd.open(count)
    await subscribe(crowd)
    await stages.note("subscribed again")
    await crowd.close()
    await stages.note("closed again")
    return stages, problems


async def subscribe(crowd):
    """Starts all subscriptions, some at a time."""
    for place, socket in enumerate(crowd.sockets):
        socket.subscribe()
        if place % 100 == 99:
            await asyncio.sleep(0.01)


async def measure_idle(server, count):
    """Opens connections that ask once and then are silent: the stages."""
    await kept_open(server.port, WARM_UP)
    stages = Stages(server, count)
    await stages.note("before")
    transports = await kept_open(server.port, count, keep=True)
    await stages.note("kept alive")
    for each in transports:
        each.close()
    await stages.note("closed")
    return stages


async def kept_open(port, count, keep=False):
    """Asks one question over each of so many connections; the transports of those that are kept."""
    loop, free = asyncio.get_running_loop(), asyncio.Semaphore(200)

    async def one(place):
        async with free:
            transport, asker = await loop.create_connection(Asker, "127.0.0.1", port, local_addr=source(place))
            await asyncio.wait_for(asker.answered, 60)
            if not keep:
                transport.close()
            return transport

    return await asyncio.gather(*map(one, range(count)))


class Asker(asyncio.Protocol):
    """Sends one request and waits for its answer."""

    BODY = b'{"query":"{ diagrams(filter: {limit: 1}) { id } }"}'

    def __init__(self):
        self.answered = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        transport.write(b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        b"Content-Length: %d\r\n\r\n%b" % (len(self.BODY), self.BODY))

    def data_received(self, data):
        if not self.answered.done():
            self.answered.set_result(data)

    def connection_lost(self, error):
        if not self.answered.done():
            self.answered.set_exception(ConnectionError(f"the server closed {error or ''}"))
