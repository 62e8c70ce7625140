"""What browsers ask before they let a page of another origin in (CORS), and what the pages of sockets must be."""
import unittest

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

import atlas
from own_server import OwnServer

FRIEND, STRANGER = "https://learn.example", "https://evil.example"


def preflight(client, url, origin):
    """What a browser asks before a POST of JSON with a token."""
    fields = {"Origin": origin, "Access-Control-Request-Method": "POST",
              "Access-Control-Request-Headers": "authorization,content-type"}
    return client.options(url, headers=fields)


class CrossOriginTests(OwnServer):
    settings = {"ATLAS_ALLOWED_ORIGINS": f"{FRIEND},https://other.example"}

    def setUp(self):
        self.client = httpx.Client()
        self.addCleanup(self.client.close)

    def test_a_preflight_of_a_friend_is_answered(self):
        answer = preflight(self.client, self.url, FRIEND)
        self.assertEqual((answer.status_code, answer.content), (204, b""))
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], FRIEND)
        self.assertIn("POST", answer.headers["Access-Control-Allow-Methods"])
        allowed = answer.headers["Access-Control-Allow-Headers"].lower()
        self.assertTrue("authorization" in allowed and "content-type" in allowed)
        self.assertGreater(int(answer.headers["Access-Control-Max-Age"]), 0)
        self.assertIn("origin", answer.headers["Vary"].lower())

    def test_a_stranger_is_allowed_nothing(self):
        for origin in (STRANGER, "null", FRIEND + ".evil.example", FRIEND.upper()):
            with self.subTest(origin):
                asked = preflight(self.client, self.url, origin)
                answer = self.client.post(self.url, json={"query": "{ __typename }"}, headers={"Origin": origin})
                for each in (asked, answer):
                    self.assertNotIn("Access-Control-Allow-Origin", each.headers)

    def test_answers_and_faults_name_the_friend(self):
        for body, status in (('{"query": "{ __typename }"}', 200), ("{", 400)):
            with self.subTest(body):
                fields = {"Origin": FRIEND, "Content-Type": "application/json"}
                answer = self.client.post(self.url, content=body, headers=fields)
                self.assertEqual(answer.status_code, status)
                self.assertEqual(answer.headers["Access-Control-Allow-Origin"], FRIEND)
                self.assertIn("origin", answer.headers["Vary"].lower())

    def test_event_streams_name_the_friend(self):
        fields = {"Origin": FRIEND, "Accept": "text/event-stream"}
        answer = self.client.post(self.url, json={"query": "{ __typename }"}, headers=fields)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], FRIEND)

    async def test_sockets_of_a_strangers_page_are_403(self):
        address = self.url.replace("http", "ws", 1)
        async with connect(address, subprotocols=[atlas.SUBPROTOCOL], origin=FRIEND) as socket:
            self.assertEqual(socket.subprotocol, atlas.SUBPROTOCOL)
        with self.assertRaises(InvalidStatus) as raised:
            async with connect(address, subprotocols=[atlas.SUBPROTOCOL], origin=STRANGER):
                self.fail("the socket was opened")
        self.assertEqual(raised.exception.response.status_code, 403)


class NoPolicyTests(unittest.TestCase):
    def test_without_a_list_no_page_is_let_in(self):
        with httpx.Client() as client:
            self.assertNotIn("Access-Control-Allow-Origin", preflight(client, atlas.URL, FRIEND).headers)
