"""TLS 1.3 with HTTP/2 and HTTP/1.1 on one port, WebSockets included, behind a certificate made for the run."""
import asyncio
import json
import pathlib
import ssl
import subprocess
import tempfile

import httpx
from websockets.asyncio.client import connect

import atlas
from own_server import OwnServer
from test_event_stream import read

TYPENAME = {"query": "{ __typename }"}


class TLSTests(OwnServer):
    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        cls.settings = {"TLS_CERTIFICATE": str(certificate), "TLS_PRIVATE_KEY": str(key)}
        super().setUpClass()
        cls.url = f"https://127.0.0.1:{cls.server.port}/graphql"
        cls.trust = ssl.create_default_context(cafile=certificate)

    def client(self, **more):
        """A client that trusts the certificate."""
        return httpx.AsyncClient(verify=self.trust, timeout=10, **more)

    def test_the_server_says_that_it_speaks_tls(self):
        self.assertTrue(self.server.address.startswith("https://"))

    async def test_http2_is_agreed_on_with_clients_that_know_it(self):
        for http2, wanted in ((True, "HTTP/2"), (False, "HTTP/1.1")):
            with self.subTest(wanted):
                async with self.client(http2=http2) as client:
                    answer = await client.post(self.url, json=TYPENAME)
                    connection = answer.extensions["network_stream"].get_extra_info("ssl_object")
                    self.assertEqual((answer.http_version, connection.version()), (wanted, "TLSv1.3"))
                    self.assertEqual(answer.json(), {"data": {"__typename": "Query"}})

    async def test_a_hundred_streams_share_a_connection(self):
        async with self.client(http2=True, limits=httpx.Limits(max_connections=1)) as client:
            await client.post(self.url, json=TYPENAME)
            answers = await asyncio.gather(*(
                client.post(self.url, json={"query": f"{{ n{number}: diagrams(filter: {{limit: 3}}) {{ id title }} }}"})
                for number in range(100)))
        for number, answer in enumerate(answers):
            self.assertEqual((answer.http_version, len(answer.json()["data"][f"n{number}"])), ("HTTP/2", 3))

    async def test_statuses_fields_and_large_bodies_over_http2(self):
        async with self.client(http2=True) as client:
            self.assertEqual((await client.get(self.url, params={"query": "mutation { __typename }"})).status_code, 405)
            self.assertEqual((await client.post(self.url, content="x" * (2 << 20))).status_code, 413)
            query = "{ __typename } #" + "x" * 100_000
            self.assertEqual((await client.post(self.url, json={"query": query})).status_code, 200)
            answer = await client.post(self.url, json={"query": "{ diagrams { id title description } }"})
            self.assertNotIn("Transfer-Encoding", answer.headers)
            self.assertGreater(len(answer.content), 10_000)

    async def test_event_streams_over_http2(self):
        query = '{"query": "{ __typename }"}'
        fields = {"Accept": "text/event-stream", "Content-Type": "application/json"}
        async with self.client(http2=True) as client:
            async with client.stream("POST", self.url, content=query, headers=fields) as answer:
                self.assertEqual(answer.http_version, "HTTP/2")
                self.assertNotIn("Connection", answer.headers)
                events = [event async for event in read(answer.aiter_lines())]
        self.assertEqual(events, [("next", '{"data":{"__typename":"Query"}}'), ("complete", "")])

    async def test_sockets_over_tls(self):
        address = self.url.replace("https", "wss", 1)
        async with connect(address, subprotocols=[atlas.SUBPROTOCOL], ssl=self.trust) as socket:
            await socket.send(json.dumps({"type": "connection_init"}))
            self.assertEqual(json.loads(await socket.recv()), {"type": "connection_ack"})
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": TYPENAME}))
            self.assertEqual([json.loads(await socket.recv())["type"] for _ in range(2)], ["next", "complete"])

    async def test_plain_http_gets_no_answer_and_does_no_harm(self):
        async with httpx.AsyncClient(timeout=10) as client:
            with self.assertRaises(httpx.TransportError):
                await client.post(self.url.replace("https", "http", 1), json=TYPENAME)
        async with self.client() as client:
            self.assertEqual((await client.post(self.url, json=TYPENAME)).status_code, 200)
