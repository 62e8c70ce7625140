"""Traces: W3C Trace Context in, OTLP over HTTP out, read by protobuf and OpenTelemetry's own definitions."""
import json
import secrets

import httpx
from websockets.asyncio.client import connect

from own_server import OwnServer
from trace_collector import TraceCollector, attributes

LISTED = "query Listed($limit: Int) { diagrams(filter: {limit: $limit}) { id title author { id } } }"
SERVER, CLIENT = 2, 3
SECRET = "a secret of the collector"


def traceparent(flags="01"):
    """A new trace and a span of it, and what tells of them."""
    trace, span = secrets.token_hex(16), secrets.token_hex(8)
    return trace, span, f"00-{trace}-{span}-{flags}"


class TraceCase(OwnServer):
    """A server that tells its spans to a collector, which wants to be asked again at first."""

    @classmethod
    def setUpClass(cls):
        cls.collector = cls.enterClassContext(TraceCollector(answers=[(503, {"Retry-After": "1"})]))
        cls.settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": cls.collector.address, "OTEL_TRACES_SAMPLER_ARG": "0",
                        "OTEL_EXPORTER_OTLP_HEADERS": f"api-key={SECRET.replace(' ', '%20')}",
                        "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment.name=tests"}
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        log = cls.server.log
        super().tearDownClass()
        if SECRET in log:
            raise AssertionError("the secret of the collector is in the log")

    def setUp(self):
        self.addCleanup(lambda: self.assertEqual(self.collector.faults, []))

    def post(self, query, variables=None, **fields):
        """Runs an operation over HTTP."""
        answer = httpx.post(self.url, json={"query": query, "variables": variables}, headers=fields)
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer

    def spans_of(self, trace, name):
        """The spans of a trace, when one of a name is there, with the attributes of where they come from."""
        def own(spans):
            return [each for each in spans if each[1].trace_id.hex() == trace]

        return own(self.collector.wait_for(lambda spans: any(span.name == name for _, span in own(spans))))


class TraceTests(TraceCase):
    """What a collector gets."""

    def test_a_request_is_a_tree_in_the_trace_of_its_client(self):
        trace, asker, parent = traceparent()
        self.post(LISTED, {"limit": 3}, traceparent=parent, tracestate="vendor=opaque")
        spans = self.spans_of(trace, "query Listed")
        resource = spans[0][0]
        self.assertEqual(resource["service.name"], "atlas")
        self.assertEqual(resource["deployment.environment.name"], "tests")
        self.assertTrue(resource["service.version"] and resource["service.instance.id"])
        spans = {span.span_id: span for _, span in spans}
        [root] = [span for span in spans.values() if span.parent_span_id.hex() == asker]
        self.assertEqual((root.name, root.kind, root.trace_state), ("query Listed", SERVER, "vendor=opaque"))
        told = attributes(root)
        self.assertEqual((told["graphql.operation.type"], told["graphql.operation.name"]), ("query", "Listed"))
        self.assertEqual((told["http.request.method"], told["http.response.status_code"]), ("POST", 200))
        for span in spans.values():
            if span is not root:
                above = spans[span.parent_span_id]
                self.assertLessEqual(above.start_time_unix_nano, span.start_time_unix_nano, span.name)
                self.assertLessEqual(span.start_time_unix_nano, span.end_time_unix_nano, span.name)
                self.assertLessEqual(span.end_time_unix_nano, above.end_time_unix_nano, span.name)
        names = {span.name for span in spans.values()}
        self.assertLessEqual({"graphql.parse", "graphql.validate", "graphql.execute", "Query.diagrams"}, names)
        statements = [attributes(span) for span in spans.values() if span.kind == CLIENT]
        self.assertTrue(statements)
        self.assertEqual({each["db.system.name"] for each in statements}, {"postgresql"})

    def test_the_collector_is_asked_again_as_it_wants_and_told_the_fields_of_the_operator(self):
        trace, _, parent = traceparent()
        self.post("query Again { __typename }", traceparent=parent)
        self.spans_of(trace, "query Again")
        self.assertEqual(self.collector.statuses[:2], [503, 200])
        for path, fields in self.collector.heads:
            self.assertEqual((path, fields["content-type"]), ("/v1/traces", "application/json"))
            self.assertEqual(fields["api-key"], SECRET)
            self.assertEqual(fields["content-encoding"], "gzip")

    def test_what_a_client_does_not_record_is_not_recorded_and_no_answer_names_a_trace(self):
        unrecorded, _, parent = traceparent("00")
        answer = self.post("query Quiet { __typename }", traceparent=parent)
        own = self.post("query Alone { __typename }")
        trace, _, parent = traceparent()
        self.post("query Loud { __typename }", traceparent=parent)
        self.spans_of(trace, "query Loud")
        spans = self.collector.wait_for(lambda spans: True)
        self.assertFalse([span.name for _, span in spans if span.name in ("query Quiet", "query Alone")])
        self.assertFalse([span for _, span in spans if span.trace_id.hex() == unrecorded])
        for each in (answer, own):
            self.assertFalse({"traceparent", "traceresponse", "tracestate"} & set(each.headers))

    def test_a_fault_of_the_client_is_told_by_its_code(self):
        trace, asker, parent = traceparent()
        self.post("query Wrong { nothing }", traceparent=parent)
        spans = self.spans_of(trace, "GraphQL Operation")
        [root] = [span for _, span in spans if span.parent_span_id.hex() == asker]
        self.assertEqual(attributes(root)["error.type"], "GRAPHQL_VALIDATION_FAILED")
        self.assertEqual(root.status.code, 0)

    async def test_operations_of_a_socket_name_their_span_or_have_that_of_the_socket(self):
        opener, _, parent = traceparent()
        own, asker, own_parent = traceparent()
        address = self.url.replace("http", "ws", 1)
        async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": {"traceparent": parent}}))
            self.assertEqual(json.loads(await socket.recv())["type"], "connection_ack")
            for number, extensions in enumerate([{}, {"traceparent": own_parent}]):
                payload = {"query": f"query Socket{number} {{ __typename }}", "extensions": extensions}
                await socket.send(json.dumps({"type": "subscribe", "id": str(number), "payload": payload}))
                self.assertEqual(json.loads(await socket.recv())["type"], "next")
                self.assertEqual(json.loads(await socket.recv())["type"], "complete")
        self.spans_of(opener, "query Socket0")
        spans = self.spans_of(own, "query Socket1")
        self.assertEqual([span.name for _, span in spans if span.parent_span_id.hex() == asker], ["query Socket1"])


class AwayTests(OwnServer):
    """A collector that is not there."""

    settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "OTEL_TRACES_SAMPLER_ARG": "1"}

    def test_a_collector_that_is_away_is_nothing_that_clients_notice(self):
        for _ in range(200):
            answer = httpx.post(self.url, json={"query": "{ diagrams { id } }"})
            self.assertEqual(answer.status_code, 200, answer.text)
