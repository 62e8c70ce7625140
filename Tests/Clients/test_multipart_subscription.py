"""Apollo's subscriptions over multipart/mixed (`subscriptionSpec=1.0`), with gql."""
import unittest

from gql import Client, gql
from gql.transport.aiohttp import AIOHTTPTransport

import atlas


class MultipartSubscriptionTests(unittest.IsolatedAsyncioTestCase):
    async def test_a_subscription_is_told_what_a_mutation_did(self):
        transport = AIOHTTPTransport(url=atlas.URL, headers={"Authorization": atlas.bearer("creator")})
        async with Client(transport=transport) as session:
            events = session.subscribe(gql(atlas.progress_of("creator")))
            event, standings = await atlas.event_after(anext(events), "creator")
            await events.aclose()
        self.assertIn(event["progressUpdated"], standings)
