"""Persisted documents: automatic ones (APQ), and trusted ones from a folder."""
import hashlib
import json
import pathlib
import tempfile

import httpx

from own_server import OwnServer

GRAPHQL = "application/graphql-response+json"
TYPENAME = "{ __typename }"
UNKNOWN = "0" * 64


def digest(text):
    """The SHA-256 of a document."""
    return hashlib.sha256(text.encode()).hexdigest()


def named(digits, version=1):
    """The extensions of a request that names a document."""
    return {"persistedQuery": {"version": version, "sha256Hash": digits}}


class DocumentCase(OwnServer):
    """Sends requests that name documents."""

    def setUp(self):
        self.client = httpx.Client(headers={"Accept": GRAPHQL})
        self.addCleanup(self.client.close)

    def post(self, **body):
        """The answer to a body."""
        return self.client.post(self.url, json=body)

    def code(self, answer):
        """The code of the first error."""
        return answer.json()["errors"][0]["extensions"]["code"]


class AutomaticTests(DocumentCase):
    settings = {"ATLAS_PERSISTED_DOCUMENTS": "automatic"}

    def test_an_unknown_hash_asks_for_the_text_which_is_kept_then(self):
        query = "{ first: __typename }"
        asked = self.post(extensions=named(digest(query)))
        self.assertEqual((asked.status_code, self.code(asked)), (200, "PERSISTED_QUERY_NOT_FOUND"))
        self.assertEqual(asked.json()["errors"][0]["message"], "PersistedQueryNotFound")
        self.assertIn("no-store", asked.headers["Cache-Control"])
        for body in ({"query": query}, {}, {"query": None}):
            answer = self.post(**body, extensions=named(digest(query)))
            self.assertEqual(answer.json(), {"data": {"first": "Query"}})

    def test_get_names_documents_too_but_runs_no_mutation(self):
        query = "{ second: __typename }"
        parameters = {"extensions": json.dumps(named(digest(query)))}
        self.assertEqual(self.code(self.client.get(self.url, params=parameters)), "PERSISTED_QUERY_NOT_FOUND")
        self.client.get(self.url, params={**parameters, "query": query})
        self.assertEqual(self.client.get(self.url, params=parameters).json(), {"data": {"second": "Query"}})
        mutation = "mutation { __typename }"
        self.post(query=mutation, extensions=named(digest(mutation)))
        answer = self.client.get(self.url, params={"extensions": json.dumps(named(digest(mutation)))})
        self.assertEqual(answer.status_code, 405)

    def test_a_hash_of_another_text_is_400_and_nothing_is_kept(self):
        answer = self.post(query=TYPENAME, extensions=named(UNKNOWN))
        self.assertEqual((answer.status_code, answer.json()["errors"][0]["message"]),
                         (400, "provided sha does not match query"))
        self.assertEqual(self.code(self.post(extensions=named(UNKNOWN))), "PERSISTED_QUERY_NOT_FOUND")

    def test_an_invalid_document_is_not_kept(self):
        query = "{ nothing }"
        self.assertEqual(self.post(query=query, extensions=named(digest(query))).status_code, 400)
        self.assertEqual(self.code(self.post(extensions=named(digest(query)))), "PERSISTED_QUERY_NOT_FOUND")

    def test_another_version_is_400(self):
        self.assertEqual(self.post(extensions=named(digest(TYPENAME), version=2)).status_code, 400)

    def test_a_document_identifier_names_the_same(self):
        query = "{ third: __typename }"
        self.post(query=query, extensions=named(digest(query)))
        self.assertEqual(self.post(documentId=digest(query)).json(), {"data": {"third": "Query"}})


class TrustedTests(DocumentCase):
    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        (folder / "web.json").write_text(json.dumps({"typename": TYPENAME}))
        cls.settings = {"ATLAS_PERSISTED_DOCUMENTS": "trusted", "ATLAS_TRUSTED_DOCUMENTS": str(folder)}
        super().setUpClass()

    def test_a_released_document_runs_by_its_identifier_its_hash_and_its_text(self):
        for body in ({"documentId": "typename"}, {"documentId": digest(TYPENAME)}, {"query": TYPENAME},
                     {"extensions": named(digest(TYPENAME))}):
            with self.subTest(body):
                self.assertEqual(self.post(**body).json(), {"data": {"__typename": "Query"}})

    def test_nothing_else_runs(self):
        for body in ({"query": "{ other: __typename }"}, {"documentId": "other"}, {"extensions": named(UNKNOWN)}):
            with self.subTest(body):
                answer = self.post(**body)
                self.assertEqual((answer.status_code, "data" in answer.json()), (400, False))


class OffTests(DocumentCase):
    settings = {"ATLAS_PERSISTED_DOCUMENTS": "off"}

    def test_a_client_is_told_to_send_the_text(self):
        answer = self.post(extensions=named(digest(TYPENAME)))
        self.assertEqual((answer.status_code, self.code(answer)), (200, "PERSISTED_QUERY_NOT_SUPPORTED"))
        self.assertEqual(self.post(query=TYPENAME, extensions=named(digest(TYPENAME))).json(),
                         {"data": {"__typename": "Query"}})
