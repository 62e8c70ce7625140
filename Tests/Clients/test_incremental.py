"""`@defer` and `@stream` over multipart/mixed, event streams and sockets; the parts make up the result without them."""
import json
import unittest

import aiohttp
import httpx
from websockets.asyncio.client import connect

import atlas
from incremental import merge
from test_event_stream import read

APOLLO = "multipart/mixed;deferSpec=20220824, application/json"
DEFERRED = """
query ($on: Boolean!) {
  diagrams(filter: {limit: 3}) { id ...Rest @defer(label: "rest", if: $on) }
}
fragment Rest on Diagram { title author { profile { displayName } } labs(first: 2) { nodes { title } } }
"""
NESTED = """
query ($on: Boolean!) {
  diagrams(filter: {limit: 2}) { id }
  ... @defer(label: "outer", if: $on) {
    labs(filter: {limit: 2}) { id ... @defer(label: "inner", if: $on) { title } }
  }
}
"""
STREAMED = """
query ($on: Boolean!) { diagrams(filter: {limit: 20}) @stream(initialCount: 2, label: "more", if: $on) { id title } }
"""
BROKEN = """
query ($on: Boolean!) {
  diagrams(filter: {limit: 1}) { id }
  ... @defer(label: "broken", if: $on) { diagram(id: "diagram_999999") { id } }
}
"""


class IncrementalTests(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.client = httpx.AsyncClient(timeout=10)

    async def asyncTearDown(self):
        await self.client.aclose()

    async def whole(self, query):
        """The result without incremental delivery."""
        answer = await self.client.post(atlas.URL, json={"query": query, "variables": {"on": False}},
                                        headers={"Accept": "multipart/mixed, application/json"})
        self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))
        return answer.json()

    async def over_multipart(self, query, accept="multipart/mixed"):
        """The payloads of a multipart answer, read by aiohttp."""
        async with aiohttp.ClientSession() as session:
            body = {"query": query, "variables": {"on": True}}
            async with session.post(atlas.URL, json=body, headers={"Accept": accept}) as answer:
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.content_type, "multipart/mixed")
                reader = aiohttp.MultipartReader.from_response(answer)
                payloads = []
                while (part := await reader.next()) is not None:
                    self.assertEqual(part.headers["Content-Type"], "application/json; charset=utf-8")
                    payloads.append(await part.json())
                return payloads

    async def over_events(self, query):
        """The payloads of an event stream."""
        body, fields = {"query": query, "variables": {"on": True}}, {"Accept": "text/event-stream"}
        async with self.client.stream("POST", atlas.URL, json=body, headers=fields) as answer:
            events = [event async for event in read(answer.aiter_lines())]
        self.assertEqual(events[-1], ("complete", ""))
        return [json.loads(data) for name, data in events if name == "next"]

    async def over_socket(self, query):
        """The payloads of a socket."""
        async with connect(atlas.SOCKET_URL, subprotocols=[atlas.SUBPROTOCOL]) as socket:
            await socket.send(json.dumps({"type": "connection_init"}))
            self.assertEqual(json.loads(await socket.recv())["type"], "connection_ack")
            payload = {"query": query, "variables": {"on": True}}
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
            payloads = []
            while (message := json.loads(await socket.recv()))["type"] == "next":
                payloads.append(message["payload"])
            self.assertEqual(message, {"id": "1", "type": "complete"})
            return payloads

    async def test_the_parts_make_up_the_whole_in_every_transport_and_shape(self):
        for query in (DEFERRED, NESTED, STREAMED):
            whole = await self.whole(query)
            self.assertNotIn("errors", whole)
            transports = {"multipart": self.over_multipart(query), "Apollo": self.over_multipart(query, APOLLO),
                          "events": self.over_events(query), "socket": self.over_socket(query)}
            for name, transport in transports.items():
                with self.subTest(name, query=query):
                    payloads = await transport
                    self.assertGreater(len(payloads), 1)
                    self.assertEqual(merge(payloads), whole)
                    parts = [part for each in payloads for part in each.get("incremental", [])]
                    self.assertTrue(all(("path" in part) == (name == "Apollo") for part in parts), parts)
                    self.assertEqual(any("pending" in each for each in payloads), name != "Apollo")

    async def test_labels_and_paths_say_which_part_it_is(self):
        first = (await self.over_multipart(DEFERRED))[0]
        self.assertEqual([(each["label"], each["path"]) for each in first["pending"]],
                         [("rest", ["diagrams", index]) for index in range(3)])
        parts = [part for each in await self.over_multipart(DEFERRED, APOLLO) for part in each.get("incremental", [])]
        self.assertEqual(sorted((part["label"], part["path"]) for part in parts),
                         [("rest", ["diagrams", index]) for index in range(3)])

    async def test_a_stream_begins_with_as_many_items_as_were_asked_for(self):
        self.assertEqual(len((await self.over_multipart(STREAMED))[0]["data"]["diagrams"]), 2)

    async def test_an_error_below_a_deferred_fragment_spares_the_rest(self):
        whole = await self.whole(BROKEN)
        self.assertIsNone(whole["data"])
        for accept in ("multipart/mixed", APOLLO):
            with self.subTest(accept):
                merged = merge(await self.over_multipart(BROKEN, accept))
                self.assertEqual(list(merged["data"]), ["diagrams"])
                self.assertEqual([(error["path"], error["extensions"]["code"]) for error in merged["errors"]],
                                 [(["diagram"], "NOT_FOUND")])

    async def test_without_the_accept_everything_comes_at_once_or_406(self):
        answer = await self.client.post(atlas.URL, json={"query": DEFERRED, "variables": {"on": True}},
                                        headers={"Accept": "application/json"})
        self.assertIn(answer.status_code, (200, 406))
        if answer.status_code == 200:
            self.assertEqual(answer.json(), await self.whole(DEFERRED))

    async def test_the_bytes_between_the_parts(self):
        body = {"query": DEFERRED, "variables": {"on": True}}
        answer = await self.client.post(atlas.URL, json=body, headers={"Accept": "multipart/mixed"})
        self.assertEqual(answer.headers["Content-Type"], 'multipart/mixed; boundary="-"')
        self.assertNotIn("Content-Length", answer.headers)
        self.assertTrue(answer.text.startswith("\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{"))
        self.assertTrue(answer.text.endswith("}\r\n-----\r\n"))

    async def test_a_client_that_leaves_after_the_first_part_leaves_nothing_behind(self):
        body, fields = {"query": STREAMED, "variables": {"on": True}}, {"Accept": "multipart/mixed"}
        for _ in range(20):
            async with self.client.stream("POST", atlas.URL, json=body, headers=fields) as answer:
                await anext(answer.aiter_raw())
        self.assertEqual((await self.whole(STREAMED))["data"]["diagrams"][0].keys(), {"id", "title"})
