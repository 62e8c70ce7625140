"""Signing in with another service: against a provider that is not ours, and against one that lies."""
import base64
import hashlib
import hmac
import json
import logging
import time
import unittest
import urllib.parse
import warnings

import httpx
import oidc_provider_mock
import pyotp
from joserfc import jwt
from joserfc.jwk import RSAKey

import atlas
from oauth_peers import REDIRECT, Client, Liar, visit
from own_server import OwnServer

# The provider logs each request.
logging.getLogger("werkzeug").setLevel(logging.ERROR)
OTHER_REDIRECT = "https://app.example/other"
CLIENTS = {"OAUTH_GOOGLE_CLIENT_ID": "atlas-at-google", "OAUTH_GOOGLE_CLIENT_SECRET": "google's secret & more",
           "OAUTH_GITHUB_CLIENT_ID": "atlas-at-github", "OAUTH_GITHUB_CLIENT_SECRET": "github's secret",
           "OAUTH_REDIRECT_URIS": f"{REDIRECT},{OTHER_REDIRECT}"}
CONFIRM = """
mutation ($code: String!) { confirmMfa(input: {code: $code}) { auth { accessToken mfaRequired user { email } } } }
"""


class SigningIn(OwnServer):
    """What the tests against either provider have in common."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = Client(cls.server)

    def refused(self, answer, code, field):
        """Asserts a user error, and that nobody is signed in."""
        payload = answer["data"]["loginWithOAuth"]
        self.assertEqual([(each["code"], each["field"]) for each in payload["userErrors"]], [(code, ["input", field])])
        self.assertIsNone(payload["auth"])
        self.assertIsNone(payload["created"])

    def unavailable(self, answer):
        """Asserts the error of a service that is away, without a word about how."""
        self.assertEqual([each["extensions"]["code"] for each in answer["errors"]], ["UNAVAILABLE"])
        self.assertNotIn("127.0.0.1", json.dumps(answer))


class OpenIDProviderTests(SigningIn):
    """Against oidc-provider-mock, which is made with Authlib."""

    @classmethod
    def setUpClass(cls):
        # The provider uses what its library will lose one day.
        warnings.filterwarnings("ignore", "get_jwt_config")
        provider = cls.enterClassContext(oidc_provider_mock.run_server_in_thread(require_nonce=True))
        cls.issuer = f"http://localhost:{provider.server_port}"
        # Nobody listens where GitHub should be.
        cls.settings = {**CLIENTS, "OAUTH_GOOGLE_ISSUER": cls.issuer, "OAUTH_GITHUB_URL": "http://127.0.0.1:9",
                        "OAUTH_GITHUB_API_URL": "http://127.0.0.1:9"}
        super().setUpClass()

    def person(self, subject, **claims):
        """Makes a person known to the provider."""
        known = {"email": f"{subject}@people.example", "email_verified": True, **claims}
        httpx.put(f"{self.issuer}/users/{subject}", json=known).raise_for_status()
        return subject

    def code_for(self, subject, **changes):
        """A sign-in that has begun, and the code that the provider gave for it."""
        sign_in, started = self.client.begin(**changes)
        back, sent = visit(started["authorizationUrl"], subject)
        self.assertEqual((back, sent["state"]), (sign_in["redirectUri"], started["state"]))
        return sign_in, sent["code"]

    def signed_in(self, subject):
        """The payload of a whole sign-in."""
        answer = self.client.finish(*self.code_for(subject))
        self.assertNotIn("errors", answer)
        return answer["data"]["loginWithOAuth"]

    def test_a_new_person_gets_an_account_and_finds_it_again(self):
        self.person("ada", name="Ada Lovelace")
        first = self.signed_in("ada")
        self.assertTrue(first["created"])
        self.assertEqual((first["auth"]["user"]["email"], first["auth"]["user"]["emailVerified"]),
                         ("ada@people.example", True))
        self.assertEqual(first["auth"]["user"]["profile"]["displayName"], "Ada Lovelace")
        mine = self.client.post("{ currentUser { id } }", token=first["auth"]["accessToken"])
        self.assertEqual(mine["data"]["currentUser"]["id"], first["auth"]["user"]["id"])
        # Another address at the provider is still the same person.
        self.person("ada", email="other@people.example")
        second = self.signed_in("ada")
        self.assertFalse(second["created"])
        self.assertEqual(second["auth"]["user"], first["auth"]["user"])

    def test_a_code_is_good_once(self):
        sign_in, code = self.code_for(self.person("once"))
        self.assertIn("data", self.client.finish(sign_in, code))
        self.refused(self.client.finish(sign_in, code), "INVALID", "code")
        self.refused(self.client.finish(sign_in, "guessed"), "INVALID", "code")

    def test_the_end_must_fit_the_beginning(self):
        sign_in, code = self.code_for(self.person("eve"))
        other, _ = self.client.begin()
        for changes in ({"state": other["state"]}, {"state": sign_in["state"][:-1] + "_"}, {"state": ""},
                        {"redirectUri": OTHER_REDIRECT}, {"redirectUri": "https://evil.example/"},
                        {"codeVerifier": other["codeVerifier"]}, {"codeVerifier": "a" * 43}, {"provider": "GITHUB"}):
            with self.subTest(changes):
                self.refused(self.client.finish(sign_in, code, **changes), "INVALID", "state")
        self.assertTrue(self.client.finish(sign_in, code)["data"]["loginWithOAuth"]["created"])

    def test_an_unverified_address_makes_no_account(self):
        for number, verified in enumerate((False, None, "true")):
            subject = self.person(f"doubt{number}", email_verified=verified)
            self.refused(self.client.finish(*self.code_for(subject)), "INVALID", "provider")

    def test_an_account_whose_address_nobody_has_verified_is_not_shared(self):
        register = """mutation { register(input: {email: "taken@people.example", password: "a long enough password"}) {
          user { id } } }"""
        self.assertNotIn("errors", self.client.post(register))
        self.refused(self.client.finish(*self.code_for(self.person("taken"))), "CONFLICT", "provider")

    def test_an_account_with_a_verified_address_is_tied_to_the_person(self):
        subject = self.person("known", email="LEARNER2@atlas.example")
        login = self.client.post(atlas.LOGIN, {"email": "learner2@atlas.example", "password": atlas.PASSWORD})
        mine = login["data"]["login"]
        status = self.client.post("{ currentUser { emailVerified } }", token=mine["accessToken"])
        self.assertTrue(status["data"]["currentUser"]["emailVerified"], "the demo account is what this test needs")
        tied = self.signed_in(subject)
        self.assertFalse(tied["created"])
        self.assertEqual(tied["auth"]["user"]["id"], mine["user"]["id"])
        # From now on the address does not matter.
        self.person("known", email="gone@people.example", email_verified=False)
        self.assertEqual(self.signed_in(subject)["auth"]["user"]["id"], mine["user"]["id"])

    def test_a_second_factor_is_owed_here_too(self):
        subject = self.person("careful")
        token = self.signed_in(subject)["auth"]["accessToken"]
        enrolled = self.client.post("mutation { enrollMfa(input: {}) { provisioningUri } }", token=token)
        # An authenticator that is not ours reads the address and makes the codes.
        authenticator = pyotp.parse_uri(enrolled["data"]["enrollMfa"]["provisioningUri"])
        self.assertEqual((authenticator.issuer, authenticator.name), ("Atlas", "careful@people.example"))
        confirmed = self.client.post(CONFIRM, {"code": authenticator.now()}, token)
        self.assertFalse(confirmed["data"]["confirmMfa"]["auth"]["mfaRequired"])
        # A half session does not see what is private, so the answer has errors beside its data.
        half = self.client.finish(*self.code_for(subject))["data"]["loginWithOAuth"]["auth"]
        self.assertTrue(half["mfaRequired"])
        self.assertIsNone(half["user"]["email"])
        code = authenticator.at(int(time.time()) + 30)
        whole = self.client.post(CONFIRM, {"code": code}, half["accessToken"])["data"]["confirmMfa"]["auth"]
        self.assertEqual((whole["mfaRequired"], whole["user"]["email"]), (False, "careful@people.example"))

    def test_a_beginning_with_bad_values_is_refused(self):
        for field, value in (("redirectUri", "https://evil.example/"), ("redirectUri", REDIRECT + "/"),
                             ("redirectUri", REDIRECT + "?x=y"), ("codeChallenge", "*" * 43)):
            with self.subTest(value):
                _, answer = self.client.begin(**{field: value})
                self.assertIsNone(answer["authorizationUrl"])
                self.assertEqual([(each["code"], each["field"]) for each in answer["userErrors"]],
                                 [("INVALID", ["input", field])])

    def test_a_service_that_is_away_is_unavailable(self):
        sign_in, started = self.client.begin("GITHUB")
        self.assertTrue(started["authorizationUrl"].startswith("http://127.0.0.1:9/login/oauth/authorize?"))
        self.unavailable(self.client.finish(sign_in, "code"))


class LyingProviderTests(SigningIn):
    """Against a server that answers as an attacker would like."""

    @classmethod
    def setUpClass(cls):
        cls.liar = cls.enterClassContext(Liar())
        at = cls.liar.address
        cls.settings = {**CLIENTS, "OAUTH_GOOGLE_ISSUER": at, "OAUTH_GITHUB_URL": at, "OAUTH_GITHUB_API_URL": at}
        cls.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        cls.liar.tell("/.well-known/openid-configuration", {
            "issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/jwks"})
        cls.liar.tell("/jwks", {"keys": [{"kty": "EC", "kid": "0"}, cls.key.as_dict(private=False)]})
        super().setUpClass()

    def begin(self):
        """A sign-in that has begun, and the claims of a good token for it."""
        sign_in, started = self.client.begin()
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(started["authorizationUrl"]).query))
        now = int(time.time())
        return sign_in, {"iss": self.liar.address, "aud": "atlas-at-google", "sub": query["nonce"][:20],
                         "nonce": query["nonce"], "iat": now, "exp": now + 300, "email_verified": True,
                         "email": f"{query['nonce'][:20]}@people.example"}

    def sign(self, claims, key=None, **header):
        """A token with the signature of a key."""
        return jwt.encode({"alg": "RS256", "kid": "1", **header}, claims, key or self.key)

    def answer_to(self, sign_in, token):
        """What a sign-in is answered for which the provider gives a token."""
        self.liar.tell("/token", {"access_token": "a", "token_type": "Bearer", "id_token": token})
        return self.client.finish(sign_in, "code")

    def test_a_good_token_is_taken_so_the_refusals_mean_something(self):
        sign_in, claims = self.begin()
        answer = self.answer_to(sign_in, self.sign(claims))
        self.assertTrue(answer["data"]["loginWithOAuth"]["created"], answer)
        path, fields, form = next(each for each in reversed(self.liar.asked) if each[0] == "/token")
        self.assertEqual(fields["Content-Type"], "application/x-www-form-urlencoded")
        self.assertEqual(dict(urllib.parse.parse_qsl(form, strict_parsing=True)), {
            "grant_type": "authorization_code", "code": "code", "redirect_uri": REDIRECT,
            "client_id": "atlas-at-google", "client_secret": "google's secret & more",
            "code_verifier": sign_in["codeVerifier"]})

    def test_forged_tokens_are_refused(self):
        sign_in, claims = self.begin()
        stranger = RSAKey.generate_key(2048, {"kid": "1"})
        good = self.sign(claims)
        header, payload, signature = good.split(".")
        none = base64.urlsafe_b64encode(b'{"alg":"none","kid":"1"}').rstrip(b"=").decode()
        confused = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"1"}').rstrip(b"=").decode()
        mac = hmac.digest(self.key.as_pem(private=False), f"{confused}.{payload}".encode(), hashlib.sha256)
        forgeries = {
            "alg none": f"{none}.{payload}.", "alg none, signed": f"{none}.{payload}.{signature}",
            "the public key as a secret": f"{confused}.{payload}." + base64.urlsafe_b64encode(mac).rstrip(b"=").decode(),
            "no signature": f"{header}.{payload}.", "another key": self.sign(claims, stranger),
            "its own key": self.sign(claims, stranger, jwk=stranger.as_dict(private=False)),
            "an unknown key": self.sign(claims, kid="2"), "a kid like a path": self.sign(claims, kid="../../dev/null"),
            "padding": good + "==", "another audience": self.sign({**claims, "aud": "somebody"}),
            "two audiences": self.sign({**claims, "aud": ["atlas-at-google", "somebody"]}),
            "expired": self.sign({**claims, "exp": int(time.time()) - 61}),
            "from the future": self.sign({**claims, "iat": int(time.time()) + 3600}),
            "another sign-in's nonce": self.sign({**claims, "nonce": self.begin()[1]["nonce"]}),
            "no nonce": self.sign({name: claims[name] for name in claims if name != "nonce"}),
            "another issuer": self.sign({**claims, "iss": "https://accounts.google.com"}), "no token": None,
            "a number": 7, "empty": "", "long": "a" * 20_000,
        }
        for name, token in forgeries.items():
            with self.subTest(name):
                self.refused(self.answer_to(sign_in, token), "INVALID", "code")
        self.assertLessEqual(self.liar.count("/jwks"), 2, "unknown keys do not make it ask all the time")
        self.assertTrue(self.answer_to(sign_in, good)["data"]["loginWithOAuth"]["created"])

    def test_what_is_no_answer_is_no_sign_in(self):
        sign_in, _ = self.begin()
        elsewhere = f"{self.liar.address}/elsewhere"
        for status, answer, fields in ((500, {}, {}), (200, b"no JSON", {}), (200, b"[]", {}), (200, b"", {}),
                                       (302, {}, {"Location": elsewhere}), (307, {}, {"Location": elsewhere}),
                                       (401, {"error": "invalid_client"}, {}), (200, b'{"a":' * 5000, {}),
                                       (200, {"id_token": "x" * 70_000}, {})):
            with self.subTest(status=status, answer=str(answer)[:40]):
                self.liar.tell("/token", answer, status, **fields)
                self.unavailable(self.client.finish(sign_in, "code"))
        self.assertEqual(self.liar.count("/elsewhere"), 0)
        self.liar.tell("/token", {"error": "invalid_grant", "error_description": "a secret detail"}, 400)
        answer = self.client.finish(sign_in, "code")
        self.refused(answer, "INVALID", "code")
        self.assertNotIn("detail", json.dumps(answer))

    def github(self, number, emails, token=None, **user):
        """What a sign-in with GitHub is answered, for a person of whom it tells this."""
        self.liar.tell("/login/oauth/access_token", token or {"access_token": "gho_1", "token_type": "bearer"})
        self.liar.tell("/user", {"id": number, "login": "octo", **user})
        self.liar.tell("/user/emails", emails)
        sign_in, started = self.client.begin("GITHUB")
        self.assertNotIn("nonce", started["authorizationUrl"])
        return self.client.finish(sign_in, "code")

    def test_github_tells_who_somebody_is(self):
        emails = [{"email": "second@people.example", "primary": False, "verified": True},
                  {"email": "octo@people.example", "primary": True, "verified": True}]
        first = self.github(1, emails)["data"]["loginWithOAuth"]
        self.assertTrue(first["created"])
        self.assertEqual((first["auth"]["user"]["email"], first["auth"]["user"]["profile"]["displayName"]),
                         ("octo@people.example", "octo"))
        asked = next(fields for path, fields, _ in reversed(self.liar.asked) if path == "/user")
        self.assertEqual((asked["Authorization"], asked["User-Agent"]), ("Bearer gho_1", "atlas"))
        again = self.github(1, [])["data"]["loginWithOAuth"]
        self.assertEqual((again["created"], again["auth"]["user"]["id"]), (False, first["auth"]["user"]["id"]))

    def test_github_without_a_usable_person_signs_nobody_in(self):
        good = [{"email": "other@people.example", "primary": True, "verified": True}]
        for emails in ([], [{**good[0], "verified": False}], [{**good[0], "primary": False}], {"message": "x"},
                       [{**good[0], "email": "ö@people.example"}], [{**good[0], "verified": "true"}]):
            with self.subTest(emails):
                self.refused(self.github(2, emails), "INVALID", "provider")
        for number in (None, "3", 0, -3, 3.5, 1e300):
            with self.subTest(number):
                self.refused(self.github(number, good), "INVALID", "code")
        for token in ({"error": "bad_verification_code"}, {"access_token": "a\r\nX: y"}, {"access_token": ""}, {"a": 1}):
            with self.subTest(token):
                self.refused(self.github(4, good, token), "INVALID", "code")
        self.unavailable(self.github(4, good, {"error": "incorrect_client_credentials"}))


if __name__ == "__main__":
    unittest.main()
