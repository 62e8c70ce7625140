"""Server-sent events, one stream for each operation, read line by line with httpx."""
import asyncio
import json
import unittest

import httpx

import atlas


class EventStreamTests(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.client = httpx.AsyncClient(timeout=10)

    async def asyncTearDown(self):
        await self.client.aclose()

    def open(self, query, account=None, **more):
        """Begins a stream."""
        fields = {"Accept": "text/event-stream", **({"Authorization": atlas.bearer(account)} if account else {})}
        return self.client.stream("POST", atlas.URL, json={"query": query, **more}, headers=fields)

    async def events(self, query, account=None):
        """All events of a stream that ends."""
        async with self.open(query, account) as answer:
            self.assertEqual(answer.status_code, 200)
            return [event async for event in read(answer.aiter_lines())]

    async def test_the_head_comes_at_once_and_forbids_keeping(self):
        async with self.open(atlas.progress_of("creator"), "creator") as answer:
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer.headers["Content-Type"], "text/event-stream; charset=utf-8")
            self.assertIn("no-cache", answer.headers["Cache-Control"])
            self.assertTrue((await anext(answer.aiter_lines())).startswith(":"))

    async def test_a_subscription_is_told_what_a_mutation_did(self):
        async with self.open(atlas.progress_of("creator"), "creator") as answer:
            event, standings = await atlas.event_after(anext(read(answer.aiter_lines())), "creator")
        self.assertEqual(event[0], "next")
        result = json.loads(event[1])
        self.assertIn(result["data"]["progressUpdated"], standings)
        self.assertTrue(result["extensions"]["eventId"])

    async def test_a_query_is_one_next_and_a_complete_with_empty_data(self):
        events = await self.events("{ __typename }")
        self.assertEqual(events, [("next", '{"data":{"__typename":"Query"}}'), ("complete", "")])

    async def test_a_request_error_is_an_event_and_not_a_status(self):
        events = await self.events("{ nothing }")
        self.assertEqual([name for name, _ in events], ["next", "complete"])
        self.assertIn("errors", json.loads(events[0][1]))

    async def test_a_subscription_that_is_not_the_callers_ends_with_its_error(self):
        events = await self.events(atlas.progress_of("learner"), "creator")
        self.assertEqual([name for name, _ in events], ["next", "complete"])
        self.assertEqual(json.loads(events[0][1])["errors"][0]["extensions"]["code"], "FORBIDDEN")

    async def test_get_serves_a_stream(self):
        fields = {"Accept": "text/event-stream"}
        answer = await self.client.get(atlas.URL, params={"query": "{ __typename }"}, headers=fields)
        self.assertTrue(answer.headers["Content-Type"].startswith("text/event-stream"))
        self.assertIn("event: complete", answer.text)

    async def test_json_that_is_malformed_stays_400(self):
        fields = {"Accept": "text/event-stream", "Content-Type": "application/json"}
        self.assertEqual((await self.client.post(atlas.URL, content="{", headers=fields)).status_code, 400)

    async def test_a_bad_token_stays_401(self):
        fields = {"Accept": "text/event-stream", "Authorization": "Bearer not.a.token"}
        answer = await self.client.post(atlas.URL, json={"query": "{ __typename }"}, headers=fields)
        self.assertEqual(answer.status_code, 401)

    async def test_streams_side_by_side_are_each_told(self):
        async with asyncio.TaskGroup() as group:
            async def first():
                async with self.open(atlas.progress_of("creator"), "creator") as answer:
                    return await anext(read(answer.aiter_lines()))

            streams = [group.create_task(first()) for _ in range(5)]
            await atlas.event_after(asyncio.gather(*streams), "creator")
        self.assertEqual({stream.result()[0] for stream in streams}, {"next"})


async def read(lines):
    """The events of a stream: their names and data."""
    name, data = "message", []
    async for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not line and data:
            yield name, "\n".join(data)
            name, data = "message", []
