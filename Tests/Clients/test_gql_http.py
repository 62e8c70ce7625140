"""gql over HTTP with all its transports."""
import unittest

from gql import Client, GraphQLRequest, gql
from gql.transport.aiohttp import AIOHTTPTransport
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport, HTTPXTransport
from gql.transport.requests import RequestsHTTPTransport

import atlas

DIAGRAMS = "query ($filter: DiagramFilter) { diagrams(filter: $filter) { id title } }"


class Contract:
    """What each transport has to bring about; `run` executes one request in a session of its own."""

    transport = None

    async def run_request(self, request, account=None, validates=False, token=None):
        """The data of the answer."""
        raise NotImplementedError

    def client(self, account, validates, token):
        """A client that sends the token of the account, or this one."""
        token = atlas.bearer(account) if account else token
        transport = self.transport(url=atlas.URL, headers={"Authorization": token} if token else None)
        return Client(transport=transport, fetch_schema_from_transport=validates)

    async def test_a_query_is_validated_against_the_schema_that_introspection_brought(self):
        data = await self.run_request(gql("{ diagrams(filter: {limit: 2}) { id title } }"), validates=True)
        self.assertEqual(len(data["diagrams"]), 2)

    async def test_variables_reach_the_query(self):
        data = await self.run_request(GraphQLRequest(DIAGRAMS, variable_values={"filter": {"limit": 3}}))
        self.assertEqual(len(data["diagrams"]), 3)

    async def test_the_named_operation_of_several_runs(self):
        request = GraphQLRequest("query A { a: __typename } query B { b: __typename }", operation_name="B")
        self.assertEqual(await self.run_request(request), {"b": "Query"})

    async def test_a_mutation_signs_in(self):
        variables = {"email": atlas.email("learner"), "password": atlas.PASSWORD}
        data = await self.run_request(GraphQLRequest(atlas.LOGIN, variable_values=variables))
        self.assertEqual(data["login"]["user"]["id"], atlas.sign_in("learner")[1])

    async def test_the_token_names_the_user(self):
        data = await self.run_request(gql("{ currentUser { email } }"), account="learner")
        self.assertEqual(data["currentUser"]["email"], atlas.email("learner"))

    async def test_a_field_error_comes_with_its_path_and_code(self):
        with self.assertRaises(TransportQueryError) as raised:
            await self.run_request(gql('{ diagram(id: "diagram_999999") { id } }'))
        error = raised.exception.errors[0]
        self.assertEqual((error["path"], error["extensions"]["code"]), (["diagram"], "NOT_FOUND"))

    async def test_a_request_error_says_where(self):
        with self.assertRaises(TransportQueryError) as raised:
            await self.run_request(gql("{ diagrams { id nothing } }"))
        error = raised.exception.errors[0]
        self.assertEqual(error["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED")
        self.assertIn("line", error["locations"][0])

    async def test_a_bad_token_is_refused(self):
        with self.assertRaises(TransportError):
            await self.run_request(gql("{ viewer { email } }"), token="Bearer not.a.token")


class AsynchronousContract(Contract):
    """With the transports that gql awaits."""

    async def run_request(self, request, account=None, validates=False, token=None):
        async with self.client(account, validates, token) as session:
            return await session.execute(request)


class BlockingContract(Contract):
    """With the transports that block."""

    async def run_request(self, request, account=None, validates=False, token=None):
        with self.client(account, validates, token) as session:
            return session.execute(request)


class AIOHTTPTests(AsynchronousContract, unittest.IsolatedAsyncioTestCase):
    transport = AIOHTTPTransport


class HTTPXAsyncTests(AsynchronousContract, unittest.IsolatedAsyncioTestCase):
    transport = HTTPXAsyncTransport


class HTTPXTests(BlockingContract, unittest.IsolatedAsyncioTestCase):
    transport = HTTPXTransport


class RequestsTests(BlockingContract, unittest.IsolatedAsyncioTestCase):
    transport = RequestsHTTPTransport
