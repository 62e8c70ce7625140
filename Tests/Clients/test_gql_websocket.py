"""gql over graphql-transport-ws with both of its transports."""
import asyncio
import contextlib
import unittest

from gql import Client, GraphQLRequest, gql
from gql.transport.aiohttp_websockets import AIOHTTPWebsocketsTransport
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.websockets import WebsocketsTransport

import atlas

async def code_of(refused):
    """The code of the error by which something is refused.

    Not `assertRaises`: it clears the frames that the exception has passed, and one of them is gql's reading loop.
    """
    try:
        await refused
    except TransportQueryError as error:
        return error.errors[0]["extensions"]["code"]
    raise AssertionError("it was not refused")


class Contract:
    """What each transport has to bring about."""

    transport = None

    def client(self, account=None, validates=False, **more):
        """A client that says in `connection_init` who it is."""
        payload = {"authorization": atlas.bearer(account)} if account else {}
        transport = self.transport(url=atlas.SOCKET_URL, **{"init_payload": payload, **more})
        return Client(transport=transport, fetch_schema_from_transport=validates)

    async def test_a_query_is_validated_against_the_schema_that_introspection_brought(self):
        async with self.client(validates=True) as session:
            data = await session.execute(gql("{ diagrams(filter: {limit: 2}) { id } }"))
        self.assertEqual(len(data["diagrams"]), 2)

    async def test_variables_reach_the_query(self):
        query = "query ($limit: Int) { diagrams(filter: {limit: $limit}) { id } }"
        async with self.client() as session:
            data = await session.execute(GraphQLRequest(query, variable_values={"limit": 3}))
        self.assertEqual(len(data["diagrams"]), 3)

    async def test_queries_of_one_socket_run_side_by_side(self):
        async with self.client() as session:
            requests = [gql(f"{{ diagrams(filter: {{limit: {limit}}}) {{ id }} }}") for limit in range(1, 21)]
            answers = await asyncio.gather(*map(session.execute, requests))
        self.assertEqual([len(each["diagrams"]) for each in answers], list(range(1, 21)))

    async def test_a_mutation_signs_in(self):
        variables = {"email": atlas.email("learner"), "password": atlas.PASSWORD}
        async with self.client() as session:
            data = await session.execute(GraphQLRequest(atlas.LOGIN, variable_values=variables))
        self.assertEqual(data["login"]["user"]["id"], atlas.sign_in("learner")[1])

    async def test_the_payload_of_init_names_the_user(self):
        async with self.client("learner") as session:
            data = await session.execute(gql("{ currentUser { email } }"))
        self.assertEqual(data["currentUser"]["email"], atlas.email("learner"))

    async def test_the_header_of_the_handshake_names_the_user(self):
        async with self.client(headers={"Authorization": atlas.bearer("learner")}) as session:
            data = await session.execute(gql("{ currentUser { email } }"))
        self.assertEqual(data["currentUser"]["email"], atlas.email("learner"))

    async def test_a_subscription_is_told_what_a_mutation_did(self):
        async with self.client("learner2") as session:
            events = session.subscribe(gql(atlas.progress_of("learner2")))
            event, standings = await atlas.event_after(anext(events), "learner2")
            await events.aclose()
        self.assertIn(event["progressUpdated"], standings)

    async def test_a_request_error_leaves_the_socket_open(self):
        async with self.client() as session:
            self.assertEqual(await code_of(session.execute(gql("{ diagrams { nothing } }"))),
                             "GRAPHQL_VALIDATION_FAILED")
            self.assertEqual(await session.execute(gql("{ __typename }")), {"__typename": "Query"})

    async def test_a_subscription_that_is_not_the_callers_is_refused(self):
        async with self.client("learner2") as session:
            events = session.subscribe(gql(atlas.progress_of("learner")))
            self.assertEqual(await code_of(anext(events)), "FORBIDDEN")

    async def test_a_subscription_that_was_left_frees_the_socket_for_the_next(self):
        async with self.client("learner2") as session:
            for _ in range(3):
                events = session.subscribe(gql(atlas.progress_of("learner2")))
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(anext(events), 0.05)
                await events.aclose()
            self.assertEqual(await session.execute(gql("{ __typename }")), {"__typename": "Query"})

    async def test_a_bad_token_is_refused(self):
        with self.assertRaises(TransportError):
            async with self.client(init_payload={"authorization": "Bearer not.a.token"}):
                self.fail("the connection was accepted")


class WebsocketsTests(Contract, unittest.IsolatedAsyncioTestCase):
    transport = WebsocketsTransport

    async def test_ping_messages_are_answered_while_nothing_happens(self):
        async with self.client("learner2", ping_interval=0.05, pong_timeout=5) as session:
            for _ in range(3):
                await asyncio.wait_for(session.transport.pong_received.wait(), 5)
                session.transport.pong_received.clear()


class AIOHTTPWebsocketsTests(Contract, unittest.IsolatedAsyncioTestCase):
    transport = AIOHTTPWebsocketsTransport
