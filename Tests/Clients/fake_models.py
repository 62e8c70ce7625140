#!/usr/bin/env python3
"""Providers of language models that behave as they are told, on a port of this machine: Anthropic's Messages API
(`/v1/messages`), chat completions (`/chat/completions`) and embeddings (`/embeddings`) as OpenAI has them.

How an answer goes is named by `Models.behaviour`, by the body of `POST /behaviour`, or by the beginning of the path, as in
`/stall/chat/completions`, which goes first:

    good        quotes the first document and cites it, in some pieces
    slow        the same, a word at a time with a pause after each, for a minute
    obey        does what any text of the prompt wants: says the whole prompt, with HTML, pictures and links
    stall       takes the request and says nothing
    pause       says some words and then nothing
    429, 500    refuses by this status; 429 with Retry-After: 1
    cut         breaks the connection after some words
    huge        sends 50 MB of text
    invalid     sends words with bytes that are no UTF-8
    drip        sends a byte a second
    wrong       sends events that are no JSON
    error       says some words and then an event with an error

By itself (`fake_models.py --port 8000 --behaviour good`) it serves until it is interrupted.
"""
import argparse
import asyncio
import collections
import contextlib
import hashlib
import json
import re
import threading

EVIL = "http://evil.example"
HUGE_BYTES = 50 << 20
WORD_SECONDS, SLOW_WORDS = 0.25, 240
EMBEDDING_DIMENSIONS = 64


class Models:
    """Serves on a thread of its own; as a context manager it ends with all its connections."""

    def __init__(self, behaviour="good", port=0):
        self.behaviour = behaviour
        self.requests = []
        # How answers ended: "whole", or "left" where the client closed the connection before.
        self.ends = collections.Counter()
        self.bytes_sent = 0
        self._wanted_port = port
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self):
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)

    @property
    def address(self):
        """What paths come behind."""
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self):
        self._loop, self._stopped, self._answering = asyncio.get_running_loop(), asyncio.Event(), set()
        server = await asyncio.start_server(self._connected, "127.0.0.1", self._wanted_port, limit=16 << 20)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopped.wait()
        server.close()
        for each in self._answering:
            each.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _connected(self, reader, writer):
        task = asyncio.current_task()
        self._answering.add(task)
        try:
            while request := await self._read(reader):
                if not await self._answer(request, reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._answering.discard(task)
            writer.transport.abort()

    async def _read(self, reader):
        """The next request of a connection: path, fields and JSON; None at its end."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return None
        line, *fields = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in fields if each)}
        body = await reader.readexactly(int(fields.get("content-length", 0)))
        return line.split(" ")[1], fields, body

    async def _answer(self, request, reader, writer):
        """Whether the connection may go on."""
        path, fields, body = request
        if path == "/behaviour":
            self.behaviour = body.decode()
            await self._whole(writer, 200, {})
            return True
        given = json.loads(body)
        _, first, *_ = path.split("/")
        behaviour = first if first in BEHAVIOURS else self.behaviour
        self.requests.append({"path": path, "fields": fields, "body": given, "behaviour": behaviour})
        if path.endswith("/embeddings"):
            await self._whole(writer, 200, embeddings(given))
            return True
        shape = Anthropic if path.endswith("/v1/messages") else OpenAI
        answering = asyncio.create_task(BEHAVIOURS[behaviour](self, shape, given, writer))
        # Nothing more is sent by a client that waits for an answer: what can be read is its end.
        leaving = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            is_whole = answering.done() and not answering.exception() and answering.result()
            self.ends["whole" if is_whole else "left" if leaving.done() else "cut"] += 1
            return False
        finally:
            for each in (answering, leaving):
                each.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)

    async def _whole(self, writer, status, value, fields=()):
        body = json.dumps(value).encode()
        head = [f"HTTP/1.1 {status} Said", "Content-Type: application/json", f"Content-Length: {len(body)}", *fields]
        await self._send(writer, "\r\n".join([*head, "", ""]).encode() + body)

    async def _send(self, writer, data):
        writer.write(data)
        await writer.drain()
        self.bytes_sent += len(data)


class Anthropic:
    """The events of the Messages API."""

    @staticmethod
    def begin():
        return event({"type": "message_start", "message": {"usage": {"input_tokens": 100, "output_tokens": 1}}},
                     {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
                     {"type": "ping"})

    @staticmethod
    def words(text, is_json=False):
        delta = {"type": "input_json_delta", "partial_json": text} if is_json else {"type": "text_delta", "text": text}
        return event({"type": "content_block_delta", "index": 0, "delta": delta})

    @staticmethod
    def end():
        return event({"type": "content_block_stop", "index": 0},
                     {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 20}},
                     {"type": "message_stop"})

    @staticmethod
    def error():
        return event({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}})

    @staticmethod
    def prompt(given):
        """Everything that was said to the model, and the last message."""
        texts = [given.get("system", ""), *(each["content"] for each in given["messages"])]
        return "\n".join(texts), texts[-1]

    @staticmethod
    def schema(given):
        return given["tools"][0]["input_schema"] if given.get("tools") else None


class OpenAI:
    """The events of chat completions."""

    @staticmethod
    def begin():
        return OpenAI._chunk({"role": "assistant", "content": ""})

    @staticmethod
    def words(text, is_json=False):
        return OpenAI._chunk({"content": text})

    @staticmethod
    def end():
        return (OpenAI._chunk({}, "stop")
                + event({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 20}})
                + b"data: [DONE]\n\n")

    @staticmethod
    def error():
        return event({"error": {"message": "The server had an error", "type": "server_error", "code": None}})

    @staticmethod
    def prompt(given):
        """Everything that was said to the model, and the last message."""
        texts = [each["content"] for each in given["messages"]]
        return "\n".join(texts), texts[-1]

    @staticmethod
    def schema(given):
        return given.get("response_format", {}).get("json_schema", {}).get("schema")

    @staticmethod
    def _chunk(delta, reason=None):
        return event({"object": "chat.completion.chunk",
                      "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})


def event(*values):
    """Server-sent events."""
    return b"".join(b"data: " + json.dumps(each, ensure_ascii=False).encode() + b"\n\n" for each in values)


def quotation(last):
    """An answer that quotes the first document of a prompt and cites it; without documents it cites nothing."""
    found = re.search(r"^\S+ DOCUMENT 1\n(.+)$", last, re.MULTILINE)
    if not found:
        return "The material says nothing about this."
    sentence = re.split(r"(?<=[.!?])\s", json.loads(found[1])["text"].strip())[0]
    return f"{sentence} [1]\n\nMore stands in the material. [1]"


def example(schema):
    """A value that fits a schema, as far as schemas of questions go."""
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    kind = schema.get("type")
    if kind == "object":
        return {name: example(each) for name, each in schema.get("properties", {}).items()}
    if kind == "array":
        return [example(schema.get("items", {})) for _ in range(max(1, schema.get("minItems", 1)))]
    return {"integer": schema.get("minimum", 1), "number": 1.0, "boolean": True, "null": None}.get(kind, "text")


def embeddings(given):
    """A vector of each text: numbers made of its words."""
    texts = given["input"] if isinstance(given["input"], list) else [given["input"]]
    data = []
    for index, text in enumerate(texts):
        vector = [0.0] * given.get("dimensions", EMBEDDING_DIMENSIONS)
        for word in re.findall(r"\w+", text.lower()):
            place = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            vector[place % len(vector)] += 1.0
        data.append({"object": "embedding", "index": index, "embedding": vector})
    return {"object": "list", "data": data, "model": given.get("model"), "usage": {"prompt_tokens": 1}}


# How answers go. Each is true when it was whole, and false when nothing more is to come.

async def _stream(models, writer):
    await models._send(writer, b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
                               b"Connection: close\r\n\r\n")

    async def send(data):
        await models._send(writer, f"{len(data):x}\r\n".encode() + data + b"\r\n")
    return send


async def _say(models, shape, given, writer, text, pause=0.0, is_json=False):
    send = await _stream(models, writer)
    await send(shape.begin())
    for piece in re.findall(r"\S*\s*", text):
        if piece:
            await send(shape.words(piece, is_json))
            await asyncio.sleep(pause)
    await send(shape.end())
    await models._send(writer, b"0\r\n\r\n")
    return True


async def _good(models, shape, given, writer):
    if schema := shape.schema(given):
        return await _say(models, shape, given, writer, json.dumps(example(schema)), is_json=True)
    return await _say(models, shape, given, writer, quotation(shape.prompt(given)[1]))


async def _slow(models, shape, given, writer):
    text = quotation(shape.prompt(given)[1]) + " and so on" * (SLOW_WORDS // 3)
    return await _say(models, shape, given, writer, text, WORD_SECONDS)


async def _obey(models, shape, given, writer):
    prompt = shape.prompt(given)[0]
    text = (f"I obey. [1] <script src='{EVIL}/x.js'></script><img src='{EVIL}/p.png?q=1'>\n\n"
            f"![a picture]({EVIL}/p.png) [a link]({EVIL}/l) <{EVIL}/auto> {EVIL}/bare\n\n"
            f"[ref]: {EVIL}/ref\n\n<a href=\"javascript:alert(1)\">x</a> [y](javascript:alert(1)) [2] [99]\n\n{prompt}")
    return await _say(models, shape, given, writer, text)


async def _stall(models, shape, given, writer):
    await asyncio.Event().wait()


async def _some_words(models, shape, writer):
    send = await _stream(models, writer)
    await send(shape.begin() + shape.words("Half of an ") + shape.words("answer"))
    return send


async def _pause(models, shape, given, writer):
    await _some_words(models, shape, writer)
    await asyncio.Event().wait()


async def _429(models, shape, given, writer):
    await models._whole(writer, 429, {"error": {"type": "rate_limit_error"}}, ["Retry-After: 1", "Connection: close"])


async def _500(models, shape, given, writer):
    await models._whole(writer, 500, {"error": {"message": json.dumps(given)}}, ["Connection: close"])


async def _cut(models, shape, given, writer):
    await _some_words(models, shape, writer)


async def _huge(models, shape, given, writer):
    send = await _stream(models, writer)
    await send(shape.begin())
    words = shape.words("x" * 60_000)
    for _ in range(HUGE_BYTES // len(words) + 1):
        await send(words)
    await send(shape.end())
    await models._send(writer, b"0\r\n\r\n")
    return True


async def _invalid(models, shape, given, writer):
    send = await _stream(models, writer)
    await send(shape.begin() + shape.words("Gr@e").replace(b"@", b"\xc3\x28\xff") + shape.end())
    await models._send(writer, b"0\r\n\r\n")


async def _drip(models, shape, given, writer):
    send = await _stream(models, writer)
    for byte in shape.begin() + shape.words("never") * 100:
        await send(bytes([byte]))
        await asyncio.sleep(1)


async def _wrong(models, shape, given, writer):
    send = await _stream(models, writer)
    await send(b"data: {\"this\": is no JSON\n\n" + shape.end())
    await models._send(writer, b"0\r\n\r\n")


async def _error(models, shape, given, writer):
    send = await _some_words(models, shape, writer)
    await send(shape.error())
    await models._send(writer, b"0\r\n\r\n")


BEHAVIOURS = {"good": _good, "slow": _slow, "obey": _obey, "stall": _stall, "pause": _pause, "429": _429, "500": _500,
              "cut": _cut, "huge": _huge, "invalid": _invalid, "drip": _drip, "wrong": _wrong, "error": _error}


def main():
    """Serves until it is interrupted."""
    parser = argparse.ArgumentParser(prog="fake_models.py", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--behaviour", choices=BEHAVIOURS, default="good")
    asked = parser.parse_args()
    with Models(asked.behaviour, asked.port) as models, contextlib.suppress(KeyboardInterrupt):
        print(f"{models.address} ({asked.behaviour})", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
