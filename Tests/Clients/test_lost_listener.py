"""The connections on which instances listen for each other are killed each second: subscribers miss nothing."""
import asyncio
import os

from groups import Group, SocketListener, StreamListener, all_hear
from two_instances import TwoInstances

SECONDS = int(os.environ.get("ATLAS_LISTENER_SECONDS", "10"))
KILL = """
select count(pg_terminate_backend(a.pid))
from pg_stat_activity a
where a.backend_type = 'client backend' and a.query ilike 'listen %'
"""


class LostListenerTests(TwoInstances):
    async def test_messages_of_the_other_instance_arrive_although_listening_is_ended_each_second(self):
        group = await asyncio.to_thread(Group, self.first)
        listeners = [SocketListener(group), StreamListener(group)]
        async with asyncio.TaskGroup() as tasks:
            listening = [tasks.create_task(each.listen(self.second)) for each in listeners]
            begun = await group.begin(self.first, listeners)
            killing = tasks.create_task(self.kill())
            last = begun
            while not killing.done():
                last = await asyncio.to_thread(group.send, self.first, "Still there?")
                await asyncio.sleep(0.02)
            await all_hear(listeners, last)
            # Both have listened all the time, each over one connection.
            self.assertFalse(any(each.done() for each in listening))
            for each in listening:
                each.cancel()
        # A listener that hears another message than the next has failed already.
        self.assertEqual([each.last for each in listeners], [last, last])
        self.assertGreater(last, begun + SECONDS)
        # One of each instance, each second; they need a moment to come back.
        self.assertGreaterEqual(killing.result(), SECONDS)

    async def kill(self):
        """Ends the connections on which instances listen, once a second: how many there were."""
        killed = 0
        for _ in range(SECONDS):
            killed += int(await asyncio.to_thread(self.first.query, KILL))
            await asyncio.sleep(1)
        return killed
