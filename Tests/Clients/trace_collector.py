"""A collector of traces (OTLP over HTTP, in JSON), on a port of this machine. It reads as strictly as protobuf does."""
import base64
import gzip
import http.server
import json
import threading

from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

PATIENCE_SECONDS = 30
# What OTLP writes in hexadecimal digits where protobuf's own JSON has base64.
_IDENTIFIERS = {"traceId": 32, "spanId": 16, "parentSpanId": 16}


class TraceCollector:
    """Serves on a thread of its own. The first requests are answered by `answers`: statuses and header fields."""

    def __init__(self, answers=()):
        self.faults = []
        self.heads = []
        self.statuses = []
        self._answers = list(answers)
        self._spans = []
        self._changed = threading.Condition()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def address(self):
        """What `/v1/traces` comes behind."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def wait_for(self, is_there):
        """All spans, as soon as they are what is waited for. A span is a pair of the resource and itself."""
        with self._changed:
            if not self._changed.wait_for(lambda: is_there(self._spans), PATIENCE_SECONDS):
                raise AssertionError(f"the spans have not come; there are {[span.name for _, span in self._spans]}")
            return list(self._spans)

    def _take(self, path, fields, body):
        """The status and the fields of the answer."""
        with self._changed:
            self.heads.append((path, fields))
            status, extra = self._answers.pop(0) if self._answers else (200, {})
            self.statuses.append(status)
            if status == 200:
                try:
                    self._spans += parse(gzip.decompress(body) if fields.get("content-encoding") == "gzip" else body)
                except Exception as error:  # Whatever is wrong with it is a fault of the one who sent it.
                    self.faults.append(f"{type(error).__name__}: {error}")
            self._changed.notify_all()
            return status, extra

    def _handler(collector):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fields = {name.lower(): value for name, value in self.headers.items()}
                status, extra = collector._take(self.path, fields, body)
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", "Content-Length": "2", **extra}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        return Handler


def parse(body):
    """The spans of a request, each with the attributes of its resource; an error for whatever the protocol has not."""
    request = json_format.ParseDict(_protobuf(json.loads(body)), ExportTraceServiceRequest())
    return [(attributes(resource.resource), span) for resource in request.resource_spans
            for scope in resource.scope_spans for span in scope.spans]


def attributes(owner):
    """Names and values of a span or a resource."""
    return {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in owner.attributes}


def _protobuf(value):
    """The same in protobuf's own JSON. Numbers of 64 bits must be strings, as protobuf writes them."""
    if isinstance(value, list):
        return [_protobuf(each) for each in value]
    if not isinstance(value, dict):
        return value
    converted = {}
    for name, member in value.items():
        if name in _IDENTIFIERS:
            if len(member) != _IDENTIFIERS[name] or member.lower() != member or not member.strip("0"):
                raise ValueError(f"{name} is {member!r}")
            member = base64.b64encode(bytes.fromhex(member)).decode()
        elif name.endswith("UnixNano") or name == "intValue":
            if not isinstance(member, str):
                raise ValueError(f"{name} is {member!r}")
        elif name in ("kind", "code") and not isinstance(member, int):
            raise ValueError(f"{name} is {member!r}")
        converted[name] = _protobuf(member)
    return converted
