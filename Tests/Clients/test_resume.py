"""Clients come and go between two instances while messages are posted: each hears every message once, and in order."""
import asyncio
import contextlib
import random
import time

from groups import PATIENCE_SECONDS, Group, SocketListener, StreamListener, all_hear
from two_instances import TwoInstances

CLIENTS = 100
MESSAGES = 1000
POSTERS = 4
# Of each poster between two messages: together they post for some twenty seconds.
BREATH_SECONDS = 0.06
# So far ahead of the last client, posters wait: a server keeps 256 events for one who does not take them, and a busy
# machine would not keep up.
LEAD = 200
# How long clients stay, and how long they are away.
STAYS, PAUSES = (0.2, 4.0), (0.0, 1.0)


class ResumeTests(TwoInstances):
    async def test_clients_that_come_and_go_miss_nothing_and_hear_nothing_twice(self):
        group = await asyncio.to_thread(Group, self.first)
        listeners = [(SocketListener, StreamListener)[place % 2](group) for place in range(CLIENTS)]
        async with asyncio.TaskGroup() as tasks:
            comings = [tasks.create_task(self.come_and_go(each, random.Random(place)))
                       for place, each in enumerate(listeners)]
            last = await group.begin(self.first, listeners) + MESSAGES
            await asyncio.gather(*(asyncio.to_thread(self.post, group, poster, listeners)
                                   for poster in range(POSTERS)))
            await all_hear(listeners, last)
            for each in comings:
                each.cancel()
        # A listener that hears another message than the next has failed already.
        self.assertEqual({each.last for each in listeners}, {last})
        for kind in (SocketListener, StreamListener):
            self.assertGreater(sum(each.returns for each in listeners if isinstance(each, kind)), CLIENTS)

    async def come_and_go(self, listener, chance):
        """Listens at one of the instances for a while, again and again; longer where it has just heard nothing, or on a
        busy machine all would leave before they hear what they missed."""
        patience = 1
        while True:
            before = listener.last
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(chance.uniform(*STAYS) * patience):
                    await listener.listen(chance.choice(self.instances))
            patience = min(patience * 2, 16) if listener.last == before else 1
            await asyncio.sleep(chance.uniform(*PAUSES))

    def post(self, group, poster, listeners):
        """Posts a share of the messages, at both instances in turn."""
        for number in range(poster, MESSAGES, POSTERS):
            sequence = group.send(self.instances[number // POSTERS % 2], f"Message {number}")
            time.sleep(BREATH_SECONDS)
            given_up = time.monotonic() + PATIENCE_SECONDS
            while sequence - min(each.last for each in listeners) > LEAD:
                if time.monotonic() > given_up:
                    raise AssertionError(f"a client hears nothing: {sequence} was posted")
                time.sleep(BREATH_SECONDS)
