"""Clients that stop reading: they are cut, they come back to where they were, and nobody waits for them."""
import asyncio
import contextlib
import socket

from groups import PATIENCE_SECONDS, SETTINGS, Group, SocketListener, all_hear
from own_server import OwnServer

CONTENT = "x" * 1000
# Between two messages: fewer than may be missed come while somebody sleeps.
BREATH_SECONDS = 0.1
READER_TOO_SLOW = 4413
# They wake one after another, and listen for a while. The server keeps a socket for two seconds after it has closed it,
# and who reads then learns why: there are several for that time.
SLEEPERS, FIRST_SECONDS, STEP_SECONDS, AWAKE_SECONDS = 24, 3.0, 0.5, 2.0
# What the system takes for a client that does not read.
SMALL_BUFFER = 4096


class SlowListenerTests(OwnServer):
    settings = SETTINGS

    async def test_who_stops_reading_is_cut_and_comes_back_and_nobody_waits_for_them(self):
        group = await asyncio.to_thread(Group, self.server)
        reader, sleepers = SocketListener(group), [Sleeper(group) for _ in range(SLEEPERS)]
        async with asyncio.TaskGroup() as tasks:
            reading = tasks.create_task(reader.listen(self.server))
            sleeping = [tasks.create_task(each.doze(self.server, FIRST_SECONDS + STEP_SECONDS * place))
                        for place, each in enumerate(sleepers)]
            last = await group.begin(self.server, [reader, *sleepers])
            for each in sleepers:
                each.tired.set()
            rounds = 0
            while not all(each.done() for each in sleeping):
                last = await asyncio.to_thread(group.send, self.server, CONTENT)
                # Each message is answered and heard before the next is posted, while others do not read.
                await asyncio.wait_for(reader.hear_until(last), PATIENCE_SECONDS)
                rounds += not any(each.is_awake for each in sleepers)
                await asyncio.sleep(BREATH_SECONDS)
            back = [tasks.create_task(each.listen(self.server)) for each in sleepers]
            await all_hear(sleepers, last)
            for each in [reading, *back]:
                each.cancel()
        # All slept through some rounds.
        self.assertGreater(rounds, 1)
        # A listener that hears another message than the next has failed already.
        self.assertEqual({each.last for each in [reader, *sleepers]}, {last})
        self.assertIn(READER_TOO_SLOW, [each.close_code for each in sleepers])
        self.assertTrue(sleepers[-1].was_cut)


class Sleeper(SocketListener):
    """Stops reading for a while."""

    def __init__(self, group):
        super().__init__(group)
        self.tired = asyncio.Event()
        self.is_awake = self.was_cut = False
        self.close_code = None

    async def doze(self, server, seconds):
        """Listens until it is tired, reads nothing for so long, and then what has come: for a moment, or until the
        close."""
        own = socket.socket()
        own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        own.setblocking(False)
        await asyncio.get_running_loop().sock_connect(own, ("127.0.0.1", server.port))
        async with self.open(server, sock=own, max_queue=1) as opened:
            hearing = asyncio.create_task(self.hear_all(opened))
            await self.tired.wait()
            hearing.cancel()
            await asyncio.sleep(seconds)
            self.is_awake = True
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(AWAKE_SECONDS):
                    await self.hear_all(opened)
                    self.was_cut = True
            self.close_code = opened.close_code
            opened.transport.abort()
