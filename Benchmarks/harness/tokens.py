"""Access tokens for people who never signed in: two hundred sign-ins would cost more than what is measured."""
import base64
import hashlib
import hmac
import json
import time

LIFETIME_SECONDS = 900


def access_token(secret, user, session, roles=("STUDENT",)):
    """A token of HS256 as a server with this secret would issue it now; user and session are global ids."""
    now = int(time.time())
    claims = {"iss": "atlas", "aud": "atlas", "sub": user, "sid": session, "roles": list(roles), "acr": "whole",
              "iat": now, "nbf": now, "exp": now + LIFETIME_SECONDS}
    signed = f"{_encoded(_header(secret))}.{_encoded(json.dumps(claims))}"
    return f"{signed}.{_encoded(_authentication(secret, signed))}"


def _header(secret):
    """The one text that the server takes for a header; the key is called by a name that is made of it."""
    name = _encoded(_authentication(secret, "the name of this key")[:8])
    return '{"alg":"HS256","typ":"at+jwt","kid":"%s"}' % name


def _authentication(secret, text):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()


def _encoded(data):
    data = data if isinstance(data, bytes) else data.encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
