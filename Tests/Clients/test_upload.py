"""Multipart upload, which is off unless it is enabled: what a server does with forms that takes none, and that takes them.

No operation of Atlas takes a file, so what is seen here is that forms arrive and end well.
"""
import io
import json
import pathlib
import time
import unittest

import httpx
from gql import Client, FileVar, GraphQLRequest
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportQueryError

import atlas
from own_server import OwnServer

PREFLIGHT = {"GraphQL-Require-Preflight": "1"}
OPERATIONS = {"query": "mutation ($file: Upload!) { upload(file: $file) }", "variables": {"file": None}}
DIAGRAM = "query ($file: ID!) { __typename diagram(id: $file) { title } }"


def form(operations, file_map, *files):
    """The parts of a form, with the files numbered."""
    return {"operations": (None, json.dumps(operations)), "map": (None, json.dumps(file_map)),
            **{str(number): ("../../etc/passwd", file, "text/plain") for number, file in enumerate(files)}}


class UploadRefusedTests(unittest.TestCase):
    def test_a_form_is_415_whatever_it_promises(self):
        files = form(OPERATIONS, {"0": ["variables.file"]}, b"x" * 100_000)
        with httpx.Client() as client:
            for fields in ({}, {"Apollo-Require-Preflight": "1"}):
                with self.subTest(fields):
                    answer = client.post(atlas.URL, files=files, headers=fields)
                    self.assertEqual(answer.status_code, 415)
                    self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))
                    self.assertIsInstance(answer.json()["errors"][0]["message"], str)
            self.assertEqual(client.post(atlas.URL, json={"query": "{ __typename }"}).status_code, 200)


class UploadTests(OwnServer):
    settings = {"ATLAS_UPLOADS": "on", "ATLAS_UPLOAD_FILES": "2", "ATLAS_UPLOAD_FILE_BYTES": "1000000",
                "ATLAS_UPLOAD_REQUEST_BYTES": "1500000", "ATLAS_BATCH_LIMIT": "3"}

    def setUp(self):
        self.client = httpx.Client(headers=PREFLIGHT)
        self.addCleanup(self.client.close)

    def tearDown(self):
        self.assertEqual(self.client.post(self.url, json={"query": "{ __typename }"}).status_code, 200)
        self.assertEqual(list(self.folder.iterdir()), [])
        # A file without a name is there for as long as it is open, and it is closed beside the request.
        deadline = time.monotonic() + 5
        while (count := self.open_files()) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual(count, 0)

    @property
    def folder(self):
        """Where the server keeps files."""
        return self.server.folder / "home" / "uploads"

    def open_files(self):
        """How many files of the folder the server has open, whether they have a name or not."""
        count = 0
        for descriptor in pathlib.Path(f"/proc/{self.server.pid}/fd").iterdir():
            try:
                count += str(descriptor.readlink()).startswith(str(self.folder))
            except FileNotFoundError:
                continue  # closed while we looked
        return count

    def send(self, files, **fields):
        answer = self.client.post(self.url, files=files, headers=fields)
        self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))
        return answer

    def test_a_form_without_files_is_a_request_like_any_other(self):
        answer = self.send(form({"query": "{ __typename }"}, {}))
        self.assertEqual((answer.status_code, answer.json()), (200, {"data": {"__typename": "Query"}}))

    def test_a_list_of_requests_is_a_form_like_any_other(self):
        answer = self.send(form([{"query": "{ __typename }"}] * 2, {}))
        self.assertEqual(answer.json(), [{"data": {"__typename": "Query"}}] * 2)

    def test_a_file_where_none_is_taken_is_a_value_of_no_object(self):
        operations = {"query": DIAGRAM, "variables": {"file": None}}
        answer = self.send(form(operations, {"0": ["variables.file"]}, b"x" * 900_000))
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["data"], None)
        error = answer.json()["errors"][0]
        self.assertEqual((error["path"], error["extensions"]["code"]), (["diagram"], "NOT_FOUND"))

    def test_a_file_is_no_number_and_a_schema_without_uploads_knows_no_such_type(self):
        number = {"query": "query ($n: Int) { diagrams(filter: {limit: $n}) { id } }", "variables": {"n": None}}
        answer = self.send(form(number, {"0": ["variables.n"]}, b"x"))
        self.assertEqual(answer.json()["errors"][0]["extensions"]["code"], "BAD_USER_INPUT")
        answer = self.send(form(OPERATIONS, {"0": ["variables.file"]}, b"x"))
        self.assertEqual(answer.json()["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED")

    async def test_gql_sends_a_file(self):
        transport = AIOHTTPTransport(url=self.url, headers=PREFLIGHT)
        request = GraphQLRequest(DIAGRAM, variable_values={"file": FileVar(io.BytesIO(b"x" * 900_000))})
        async with Client(transport=transport) as session:
            with self.assertRaises(TransportQueryError) as raised:
                await session.execute(request, upload_files=True)
        self.assertEqual(raised.exception.errors[0]["extensions"]["code"], "NOT_FOUND")

    def test_the_limits_are_413(self):
        operations = {"query": DIAGRAM, "variables": {"file": None, "b": None, "c": None}}
        one = {"0": ["variables.file"]}
        two = {**one, "1": ["variables.b"]}
        for name, files in (
                ("one file", form(operations, one, b"x" * 1_000_001)),
                ("all files", form(operations, two, b"x" * 800_000, b"x" * 800_000)),
                ("number", form(operations, {**two, "2": ["variables.c"]}, b"", b"", b""))):
            with self.subTest(name):
                self.assertEqual(self.send(files).status_code, 413)

    def test_a_form_that_a_foreign_page_could_send_is_400(self):
        with httpx.Client() as client:
            self.assertEqual(client.post(self.url, files=form({"query": "{ __typename }"}, {})).status_code, 400)

    def test_a_bad_token_is_401(self):
        answer = self.send(form({"query": "{ __typename }"}, {}), Authorization="Bearer not.a.token")
        self.assertEqual(answer.status_code, 401)
