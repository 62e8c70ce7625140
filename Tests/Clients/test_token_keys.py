"""Access tokens verified by a client that is not ours, with the keys that the server publishes: PyJWT, from PyPI."""
import asyncio
import json
import os
import pathlib
import subprocess
import tempfile
import urllib.request

import jwt

import atlas
from own_server import OwnServer
from server import AtlasServer


def make_key(folder, name, kind):
    """A private key, as OpenSSL makes it."""
    subprocess.run(["openssl", "genpkey", "-out", folder / f"{name}.pem", *kind], check=True, capture_output=True)


def fetch(server, path, body=None, token=None):
    """The decoded answer of a server."""
    request = urllib.request.Request(server.address + path, body and json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


class PublishedKeys:
    """What is true for every algorithm with public keys."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        make_key(cls.folder, "2026-10", cls.kind)
        cls.settings = {"ATLAS_JWT_ALGORITHM": cls.algorithm, "ATLAS_JWT_KEYS": str(cls.folder)}
        super().setUpClass()

    def token(self, server):
        """A new access token of a server."""
        variables = {"email": atlas.email("learner"), "password": atlas.PASSWORD}
        return fetch(server, "/graphql", {"query": atlas.LOGIN, "variables": variables})["data"]["login"]["accessToken"]

    def verify(self, token, server):
        """The claims of a token, verified with the keys that a server publishes."""
        key = jwt.PyJWKClient(f"{server.address}/.well-known/jwks.json").get_signing_key_from_jwt(token)
        return jwt.decode(token, key, algorithms=[self.algorithm], issuer="atlas", audience="atlas",
                          options={"require": ["exp", "iat", "nbf", "sub", "sid", "roles", "acr"]})

    async def test_a_token_is_verified_with_the_published_key(self):
        token = await asyncio.to_thread(self.token, self.server)
        claims = await asyncio.to_thread(self.verify, token, self.server)
        self.assertEqual((claims["roles"], claims["acr"], claims["exp"] - claims["iat"]), (["STUDENT"], "whole", 900))
        self.assertEqual(jwt.get_unverified_header(token),
                         {"alg": self.algorithm, "typ": "at+jwt", "kid": "2026-10"})
        answer = await asyncio.to_thread(fetch, self.server, "/graphql", {"query": "{ viewer { id } }"}, token)
        self.assertEqual(answer["data"]["viewer"]["id"], claims["sub"])

    async def test_nothing_private_is_published(self):
        keys = (await asyncio.to_thread(fetch, self.server, "/.well-known/jwks.json"))["keys"]
        self.assertEqual([key["kid"] for key in keys], ["2026-10"])
        self.assertFalse({"d", "k", "p", "q"} & set(keys[0]))

    async def test_a_token_that_was_changed_is_refused_by_the_client_too(self):
        token = await asyncio.to_thread(self.token, self.server)
        head, _, signature = token.split(".")
        forged = jwt.encode({"sub": "user_1"}, "x" * 32, algorithm="HS256").split(".")[1]
        with self.assertRaises(jwt.InvalidSignatureError):
            await asyncio.to_thread(self.verify, f"{head}.{forged}.{signature}", self.server)

    async def test_both_keys_are_published_while_one_takes_over(self):
        make_key(self.folder, "2026-11", self.kind)
        with AtlasServer(os.environ["ATLAS_EXECUTABLE"], **self.settings) as second:
            token = await asyncio.to_thread(self.token, second)
            self.assertEqual(jwt.get_unverified_header(token)["kid"], "2026-11")
            await asyncio.to_thread(self.verify, token, second)
            old = await asyncio.to_thread(self.token, self.server)
            self.assertEqual(jwt.get_unverified_header(old)["kid"], "2026-10")
            await asyncio.to_thread(self.verify, old, second)
            faults = second.stop_and_check()
        (self.folder / "2026-11.pem").unlink()
        self.assertEqual(faults, [])


class ES256Tests(PublishedKeys, OwnServer):
    algorithm = "ES256"
    kind = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]


class EdDSATests(PublishedKeys, OwnServer):
    algorithm = "EdDSA"
    kind = ["-algorithm", "ED25519"]
