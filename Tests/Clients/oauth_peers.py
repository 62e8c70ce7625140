"""What Atlas meets when people sign in with another service: a real OpenID provider from PyPI, and one that lies."""
import http.server
import itertools
import json
import secrets
import threading
import urllib.parse

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge

import atlas

REDIRECT = "https://app.example/back"
# Sign-ins are limited for each address they come from.
_sources = (f"127.0.{high}.{low}" for high, low in itertools.product(range(50, 60), range(1, 250)))

START = """
mutation ($input: StartOAuthLoginInput!) {
  startOAuthLogin(input: $input) { authorizationUrl state userErrors { code field message } }
}
"""
FINISH = """
mutation ($input: OAuthLoginInput!) {
  loginWithOAuth(input: $input) {
    auth { accessToken mfaRequired user { id email emailVerified profile { displayName } mfaEnabled } }
    created
    userErrors { code field message }
  }
}
"""


class Client:
    """A program that signs people in at a server."""

    def __init__(self, server):
        self._url = f"{server.address}/graphql"

    def post(self, query, variables=None, token=None):
        """The decoded answer to an operation, sent from an address of its own."""
        fields = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.HTTPTransport(local_address=next(_sources))
        with httpx.Client(transport=transport, timeout=20) as client:
            return client.post(self._url, json={"query": query, "variables": variables}, headers=fields).json()

    def begin(self, provider="GOOGLE", **changes):
        """A sign-in that has begun, and what the server answered to it."""
        verifier = secrets.token_urlsafe(48)
        started = {"provider": provider, "redirectUri": REDIRECT,
                   "codeChallenge": create_s256_code_challenge(verifier), **changes}
        answer = self.post(START, {"input": started})["data"]["startOAuthLogin"]
        return {"provider": provider, "redirectUri": REDIRECT, "codeVerifier": verifier,
                "state": answer["state"]}, answer

    def finish(self, sign_in, code, **changes):
        """The whole answer to the end of a sign-in."""
        return self.post(FINISH, {"input": {**sign_in, "code": code, **changes}})


def visit(url, subject):
    """Signs a person in at the provider as their browser would, and reads what it sends back."""
    answer = httpx.post(url, data={"sub": subject})
    sent = urllib.parse.urlsplit(answer.headers["location"])
    return sent._replace(query="").geturl(), dict(urllib.parse.parse_qsl(sent.query))


class Liar:
    """A server that answers each path by what a test has told it, and counts what it is asked."""

    def __init__(self):
        liar = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                liar.asked.append((self.path, dict(self.headers), body.decode()))
                status, fields, answer = liar.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in {**fields, "Content-Length": str(len(answer))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.answers, self.asked = {}, []
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def tell(self, path, answer, status=200, **fields):
        """What is answered from now on: JSON, or bytes as they are."""
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.answers[path] = (status, fields, body)

    def count(self, path):
        """How often a path was asked for."""
        return sum(asked[0] == path for asked in self.asked)
