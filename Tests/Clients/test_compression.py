"""gzip as httpx asks for it, which unpacks what comes."""
import unittest

import httpx

import atlas

LARGE = "{ diagrams(filter: {limit: 20}) { id title description } }"


class CompressionTests(unittest.TestCase):
    def setUp(self):
        self.client = httpx.Client(headers={"Accept-Encoding": "gzip"})
        self.addCleanup(self.client.close)

    def post(self, query, coding="gzip"):
        """The answer to a query by a client that takes this coding."""
        return self.client.post(atlas.URL, json={"query": query}, headers={"Accept-Encoding": coding})

    def test_a_large_answer_is_packed_and_the_same(self):
        packed, plain = self.post(LARGE), self.post(LARGE, "identity")
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertNotIn("Content-Encoding", plain.headers)
        self.assertEqual(packed.content, plain.content)
        self.assertLess(int(packed.headers["Content-Length"]), len(plain.content) / 2)
        for answer in (packed, plain):
            self.assertIn("accept-encoding", answer.headers["Vary"].lower())

    def test_a_small_answer_and_a_client_that_does_not_want_it_get_plain_bytes(self):
        for query, coding in (("{ __typename }", "gzip"), (LARGE, "gzip;q=0"), (LARGE, "br"), (LARGE, "")):
            with self.subTest(coding, query=query):
                self.assertNotIn("Content-Encoding", self.post(query, coding).headers)

    def test_a_packed_answer_is_found_unchanged_by_its_tag(self):
        parameters = {"query": LARGE}
        first = self.client.get(atlas.URL, params=parameters)
        self.assertEqual(first.headers["Content-Encoding"], "gzip")
        second = self.client.get(atlas.URL, params=parameters, headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual((second.status_code, second.content), (304, b""))

    def test_event_streams_are_not_packed(self):
        answer = self.client.post(atlas.URL, json={"query": LARGE}, headers={"Accept": "text/event-stream"})
        self.assertNotIn("Content-Encoding", answer.headers)
