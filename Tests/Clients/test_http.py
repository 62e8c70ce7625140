"""GraphQL over HTTP with httpx: methods, media types, status codes, caching, connections."""
import asyncio
import json
import unittest

import httpx

import atlas

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


class HTTPCase(unittest.TestCase):
    """Has a client for each test."""

    def setUp(self):
        self.client = httpx.Client(timeout=10)
        self.addCleanup(self.client.close)

    def post(self, query, accept=GRAPHQL, **more):
        """The answer to a POST of a query."""
        return self.client.post(atlas.URL, json={"query": query}, headers={"Accept": accept, **more})


class MethodTests(HTTPCase):
    def test_get_serves_a_query_with_variables(self):
        parameters = {"query": "query ($limit: Int) { diagrams(filter: {limit: $limit}) { id } }",
                      "variables": json.dumps({"limit": 2}), "operationName": ""}
        answer = self.client.get(atlas.URL, params=parameters)
        self.assertEqual((answer.status_code, len(answer.json()["data"]["diagrams"])), (200, 2))

    def test_get_never_runs_a_mutation(self):
        answer = self.client.get(atlas.URL, params={"query": "query A { __typename } mutation B { __typename }",
                                                    "operationName": "B"})
        self.assertEqual((answer.status_code, answer.headers["Allow"]), (405, "POST"))

    def test_other_methods_are_405_and_say_what_is_allowed(self):
        for method in ("PATCH", "TRACE", "QUERY"):
            with self.subTest(method):
                answer = self.client.request(method, atlas.URL)
                self.assertEqual(answer.status_code, 405)
                self.assertLessEqual({"GET", "POST"}, set(answer.headers["Allow"].split(", ")))

    def test_head_has_no_body_and_leaves_the_connection_usable(self):
        answer = self.client.head(atlas.URL, params={"query": "{ __typename }"})
        self.assertEqual(answer.content, b"")
        self.assertEqual(self.post("{ __typename }").status_code, 200)


class MediaTypeTests(HTTPCase):
    def test_the_answer_has_the_type_that_is_accepted(self):
        accepted = {GRAPHQL: GRAPHQL, JSON: JSON, "*/*": JSON, "application/*": (JSON, GRAPHQL),
                    f"{JSON};q=0.5, {GRAPHQL}": GRAPHQL, f"{JSON}, {GRAPHQL};q=0.5": JSON,
                    f"{GRAPHQL};q=0, */*;q=0.1": JSON, "text/html, */*;q=0.1": JSON}
        for accept, wanted in accepted.items():
            with self.subTest(accept):
                answer = self.post("{ __typename }", accept)
                self.assertEqual(answer.status_code, 200)
                self.assertIn(answer.headers["Content-Type"].removesuffix("; charset=utf-8"), wanted)

    def test_nothing_acceptable_is_406(self):
        for accept in ("image/png", "text/html", f"{JSON};q=0, {GRAPHQL};q=0"):
            with self.subTest(accept):
                self.assertEqual(self.post("{ __typename }", accept).status_code, 406)

    def test_a_body_that_is_not_json_by_its_type_is_415(self):
        body = '{"query": "{ __typename }"}'
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/graphql", None):
            with self.subTest(kind):
                fields = {"Content-Type": kind} if kind else {}
                self.assertEqual(self.client.post(atlas.URL, content=body, headers=fields).status_code, 415)

    def test_a_subscription_without_a_stream_is_refused_at_once(self):
        self.assertEqual(self.post(atlas.progress_of("learner"), JSON).status_code, 406)


class StatusTests(HTTPCase):
    def test_what_is_no_request_is_400_and_json(self):
        for body in ("", "{", "null", "5", "[]", "{}", '{"query": 1}', '{"query": "{ a }", "variables": []}',
                     '{"query": "{ a }", "operationName": 1}', '{"query": "{ a }", "extensions": "x"}'):
            with self.subTest(body):
                answer = self.client.post(atlas.URL, content=body, headers={"Content-Type": JSON, "Accept": GRAPHQL})
                self.assertEqual(answer.status_code, 400)
                self.assertTrue(answer.headers["Content-Type"].startswith(JSON))
                self.assertIsInstance(answer.json()["errors"][0]["message"], str)

    def test_request_errors_are_400_or_for_json_alone_200_and_have_no_data(self):
        for query in ("{", "{ nothing }", "query ($x: Int!) { diagrams(filter: {limit: $x}) { id } }"):
            for accept, status in ((GRAPHQL, 400), (JSON, 200)):
                with self.subTest(query, accept=accept):
                    answer = self.post(query, accept)
                    self.assertEqual(answer.status_code, status)
                    self.assertEqual(set(answer.json()), {"errors"})

    def test_a_field_error_is_200(self):
        answer = self.post('{ diagram(id: "diagram_999999") { id } }')
        self.assertEqual((answer.status_code, answer.json()["data"]), (200, None))

    def test_a_bad_token_is_401(self):
        answer = self.post("{ __typename }", Authorization="Bearer not.a.token")
        self.assertEqual(answer.status_code, 401)
        self.assertIn("WWW-Authenticate", answer.headers)

    def test_a_body_over_the_limit_is_413(self):
        self.assertEqual(self.post("{ __typename } #" + "x" * (2 << 20)).status_code, 413)

    def test_a_target_over_the_limit_is_414(self):
        answer = self.client.get(atlas.URL, params={"query": "{ __typename } #" + "x" * 20_000})
        self.assertEqual(answer.status_code, 414)

    def test_a_head_over_the_limit_is_431(self):
        self.assertEqual(self.post("{ __typename }", **{"X-Large": "x" * 100_000}).status_code, 431)

    def test_another_path_is_404_and_json(self):
        answer = self.client.get(f"{atlas.ADDRESS}/nothing")
        self.assertEqual((answer.status_code, answer.json()["errors"][0]["extensions"]["code"]), (404, "NOT_FOUND"))


class CachingTests(HTTPCase):
    def test_get_answers_304_to_the_tag_it_gave(self):
        parameters = {"query": "{ diagrams(filter: {limit: 5}) { id title } }"}
        first = self.client.get(atlas.URL, params=parameters)
        self.assertRegex(first.headers["Cache-Control"], r"max-age=\d+, public")
        fields = {"If-None-Match": f'"other", {first.headers["ETag"]}'}
        second = self.client.get(atlas.URL, params=parameters, headers=fields)
        self.assertEqual((second.status_code, second.content), (304, b""))
        self.assertEqual(second.headers["ETag"], first.headers["ETag"])
        third = self.client.get(atlas.URL, params=parameters, headers={"If-None-Match": '"other"'})
        self.assertEqual((third.status_code, third.content), (200, first.content))

    def test_what_is_private_or_an_error_is_not_kept(self):
        for query in ("{ viewer { email } }", "{ nothing }"):
            with self.subTest(query):
                answer = self.client.get(atlas.URL, params={"query": query})
                self.assertRegex(answer.headers["Cache-Control"], "no-store|private")


class ConnectionTests(unittest.IsolatedAsyncioTestCase):
    async def test_requests_share_a_connection(self):
        async with httpx.AsyncClient() as client:
            ports = set()
            for _ in range(20):
                answer = await client.post(atlas.URL, json={"query": "{ __typename }"})
                ports.add(answer.extensions["network_stream"].get_extra_info("client_addr")[1])
        self.assertEqual(len(ports), 1)

    async def test_a_hundred_requests_at_once_get_their_own_answers(self):
        limits = httpx.Limits(max_connections=100)
        async with httpx.AsyncClient(limits=limits, timeout=30) as client:
            queries = [f"{{ n{number}: diagrams(filter: {{limit: 3}}) {{ id title }} }}" for number in range(100)]
            answers = await asyncio.gather(*(client.post(atlas.URL, json={"query": query}) for query in queries))
        for number, answer in enumerate(answers):
            self.assertEqual(len(answer.json()["data"][f"n{number}"]), 3)

    async def test_a_body_in_pieces_is_read_whole(self):
        async def pieces():
            for piece in ('{"query": ', '"{ __type', 'name }"}'):
                yield piece.encode()
                await asyncio.sleep(0)

        async with httpx.AsyncClient() as client:
            answer = await client.post(atlas.URL, content=pieces(), headers={"Content-Type": JSON})
        self.assertEqual(answer.json(), {"data": {"__typename": "Query"}})
