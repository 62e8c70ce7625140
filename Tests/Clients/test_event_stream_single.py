"""Server-sent events over a single connection: one stream carries the operations that other requests start."""
import asyncio
import json
import unittest

import httpx

import atlas
from test_event_stream import read

TOKEN = "X-GraphQL-Event-Stream-Token"


class SingleConnectionTests(unittest.IsolatedAsyncioTestCase):
    account = "creator"

    def setUp(self):
        self.client = httpx.AsyncClient(timeout=10, headers={"Authorization": atlas.bearer(self.account)})

    async def asyncTearDown(self):
        await self.client.aclose()

    async def reserve(self):
        """The token of a new reservation."""
        answer = await self.client.put(atlas.URL)
        self.assertEqual(answer.status_code, 201)
        self.assertTrue(answer.headers["Content-Type"].startswith("text/plain"))
        return answer.text

    def open(self, token, client=None):
        """Opens the stream of a reservation."""
        fields = {"Accept": "text/event-stream", TOKEN: token}
        return (client or self.client).stream("GET", atlas.URL, headers=fields)

    async def start(self, token, query, identifier="1", client=None):
        """Asks for an operation on the stream: the answer."""
        body = {"query": query, "extensions": {"operationId": identifier} if identifier else {}}
        return await (client or self.client).post(atlas.URL, json=body, headers={TOKEN: token})

    async def test_a_query_is_accepted_and_answered_on_the_stream(self):
        token = await self.reserve()
        async with self.open(token) as stream:
            self.assertEqual(stream.status_code, 200)
            self.assertEqual(stream.headers["Content-Type"], "text/event-stream; charset=utf-8")
            answer = await self.start(token, "{ __typename }")
            self.assertEqual((answer.status_code, answer.content), (202, b""))
            events = read(stream.aiter_lines())
            name, data = await anext(events)
            self.assertEqual((name, json.loads(data)),
                             ("next", {"id": "1", "payload": {"data": {"__typename": "Query"}}}))
            name, data = await anext(events)
            self.assertEqual((name, json.loads(data)), ("complete", {"id": "1"}))

    async def test_the_token_may_stand_in_the_url(self):
        token = await self.reserve()
        fields = {"Accept": "text/event-stream"}
        async with self.client.stream("POST", atlas.URL, params={"token": token}, headers=fields) as stream:
            self.assertEqual(stream.status_code, 200)

    async def test_results_wait_for_a_stream_that_opens_later(self):
        token = await self.reserve()
        self.assertEqual((await self.start(token, "{ __typename }")).status_code, 202)
        async with self.open(token) as stream:
            name, data = await anext(read(stream.aiter_lines()))
        self.assertEqual((name, json.loads(data)["id"]), ("next", "1"))

    async def test_operations_share_the_stream_and_a_subscription_is_told(self):
        token = await self.reserve()
        async with self.open(token) as stream:
            events = read(stream.aiter_lines())
            await self.start(token, atlas.progress_of(self.account), "s")
            await self.start(token, "{ __typename }", "q")
            first = [json.loads((await anext(events))[1])["id"] for _ in range(2)]
            self.assertEqual(first, ["q", "q"])
            event, standings = await atlas.event_after(anext(events), self.account)
        told = json.loads(event[1])
        self.assertEqual(told["id"], "s")
        self.assertIn(told["payload"]["data"]["progressUpdated"], standings)

    async def test_409_for_a_second_stream_a_taken_token_and_an_active_id(self):
        token = await self.reserve()
        async with self.open(token):
            async with self.open(token) as second:
                self.assertEqual(second.status_code, 409)
            self.assertEqual((await self.client.put(atlas.URL, headers={TOKEN: token})).status_code, 409)
            self.assertEqual((await self.start(token, atlas.progress_of(self.account))).status_code, 202)
            self.assertEqual((await self.start(token, atlas.progress_of(self.account))).status_code, 409)

    async def test_404_for_a_token_that_nobody_reserved(self):
        async with self.open("unknown") as stream:
            self.assertEqual(stream.status_code, 404)
        self.assertEqual((await self.start("unknown", "{ __typename }")).status_code, 404)
        for fields in ({}, {TOKEN: "unknown"}):
            answer = await self.client.delete(atlas.URL, params={"operationId": "1"}, headers=fields)
            self.assertEqual(answer.status_code, 404)

    async def test_404_for_another_users_token(self):
        token = await self.reserve()
        async with httpx.AsyncClient(headers={"Authorization": atlas.bearer("learner")}) as other:
            async with self.open(token, other) as stream:
                self.assertEqual(stream.status_code, 404)
            self.assertEqual((await self.start(token, "{ __typename }", client=other)).status_code, 404)

    async def test_400_for_a_missing_id_and_for_request_errors(self):
        token = await self.reserve()
        async with self.open(token):
            self.assertEqual((await self.start(token, "{ __typename }", identifier=None)).status_code, 400)
            refused = await self.start(token, "{ nothing }")
            self.assertEqual((refused.status_code, list(refused.json())), (400, ["errors"]))
            self.assertEqual((await self.client.delete(atlas.URL, headers={TOKEN: token})).status_code, 400)

    async def test_delete_ends_an_operation_and_frees_its_id(self):
        token = await self.reserve()
        async with self.open(token):
            for _ in range(3):
                self.assertEqual((await self.start(token, atlas.progress_of(self.account))).status_code, 202)
                stopped = await self.client.delete(atlas.URL, params={"operationId": "1"}, headers={TOKEN: token})
                self.assertEqual(stopped.status_code, 200)
            unknown = await self.client.delete(atlas.URL, params={"operationId": "x"}, headers={TOKEN: token})
            self.assertEqual(unknown.status_code, 200)

    async def test_the_end_of_the_stream_ends_the_reservation(self):
        token = await self.reserve()
        async with self.open(token):
            await self.start(token, atlas.progress_of(self.account))
        for _ in range(50):  # the server hears of it when it hears of it
            answer = await self.start(token, "{ __typename }", "2")
            if answer.status_code == 404:
                return
            await asyncio.sleep(0.1)
        self.fail(f"the token is still good: {answer.status_code}")
