"""Mails over SMTP to a server that is not ours, read by Python's email package: plain, STARTTLS, TLS, and AUTH."""
import datetime
import pathlib
import ssl
import subprocess
import tempfile
import time

import httpx

from smtp_mailbox import SMTPMailbox, text_of, token_in
from own_server import OwnServer

USER, PASSWORD = "atlas@mail.example", "p@ss:w/ör%d"
URL_CREDENTIALS = "atlas%40mail.example:p%40ss%3Aw%2F%C3%B6r%25d"
REGISTER = "mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }"
VERIFY = "mutation ($token: String!) { verifyEmail(input: {token: $token}) { user { id } userErrors { code } } }"
REQUEST = "mutation ($email: EmailAddress!) { requestPasswordReset(input: {email: $email}) { accepted } }"
RESET = """
mutation ($token: String!, $password: String!) {
  resetPassword(input: {token: $token, newPassword: $password}) { auth { accessToken } userErrors { code } }
}
"""


def make_certificate(folder):
    """A certificate for this machine and its key, as files."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


class MailCase(OwnServer):
    """A server of Atlas that sends its mails to a mailbox."""

    # What the mailbox is made with, and how it is named; {port} is its port.
    options = {}
    is_secured = False
    is_trusted = True
    smtp_url = "smtp://127.0.0.1:{port}"

    @classmethod
    def setUpClass(cls):
        cls.settings = {"ATLAS_MAIL_FROM": "Atlas der Größe <no-reply@atlas.example>",
                        "ATLAS_PUBLIC_URL": "https://atlas.example"}
        options = dict(cls.options)
        if cls.is_secured:
            certificate, key = make_certificate(pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory())))
            options["tls"] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            options["tls"].load_cert_chain(certificate, key)
            if cls.is_trusted:
                cls.settings["ATLAS_SMTP_CERTIFICATES"] = str(certificate)
        cls.mailbox = cls.enterClassContext(SMTPMailbox(**options))
        cls.settings["ATLAS_SMTP_URL"] = cls.smtp_url.format(port=cls.mailbox.port)
        super().setUpClass()

    def post(self, query, **variables):
        """The data of an answer."""
        answer = httpx.post(self.url, json={"query": query, "variables": variables}, timeout=10).json()
        self.assertNotIn("errors", answer)
        return answer["data"]

    def register(self, name):
        """Makes an account; its address."""
        address = f"{name}@people.example"
        self.post(REGISTER, input={"email": address, "password": "a long enough password"})
        return address


class PlainTests(MailCase):
    def test_a_registration_is_confirmed_by_the_token_of_its_mail(self):
        before = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=2)
        address = self.register("ada")
        message, envelope, _ = self.mailbox.receive()
        self.assertEqual((envelope.mail_from, envelope.rcpt_tos), ("no-reply@atlas.example", [address]))
        self.assertEqual((message["To"], message["Subject"]), (address, "Confirm your e-mail address"))
        sender = message["From"].addresses[0]
        self.assertEqual((sender.display_name, sender.addr_spec), ("Atlas der Größe", "no-reply@atlas.example"))
        self.assertRegex(message["Message-ID"], r"^<[0-9a-f-]{36}@atlas\.example>$")
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertTrue(before <= message["Date"].datetime <= before + datetime.timedelta(seconds=60))
        self.assertEqual((message.get_content_type(), message.get_content_charset()), ("text/plain", "utf-8"))
        self.assertEqual(message.defects, [])
        token = token_in(message)
        self.assertIn(f"https://atlas.example/verify-email#token={token}\n", text_of(message))
        self.assertEqual(self.post(VERIFY, token=token)["verifyEmail"]["userErrors"], [])
        self.assertEqual(self.post(VERIFY, token=token)["verifyEmail"]["userErrors"], [{"code": "INVALID"}])


class SecuredTests(MailCase):
    is_secured = True
    options = {"credentials": (USER, PASSWORD)}
    smtp_url = f"smtp://{URL_CREDENTIALS}@localhost:{{port}}"

    def test_a_password_is_reset_by_mail_behind_starttls_and_auth_plain(self):
        address = self.register("bob")
        _, _, session = self.mailbox.receive()
        self.assertTrue(session.authenticated)
        self.assertIsNotNone(session.ssl)
        self.post(REQUEST, email=address)
        message, _, _ = self.mailbox.receive()
        self.assertEqual(message["Subject"], "Choose a new password")
        token = token_in(message)
        answer = self.post(RESET, token=token, password="another long password")["resetPassword"]
        self.assertIsNotNone(answer["auth"])
        notice, _, _ = self.mailbox.receive()
        self.assertEqual(notice["Subject"], "Your password was changed")


class LoginTests(MailCase):
    is_secured = True
    options = {"credentials": (USER, PASSWORD), "auth_exclude_mechanism": ["PLAIN"]}
    smtp_url = f"smtp://{URL_CREDENTIALS}@127.0.0.1:{{port}}"

    def test_auth_login_is_spoken_where_plain_is_not(self):
        self.register("cid")
        _, _, session = self.mailbox.receive()
        self.assertTrue(session.authenticated)


class ImplicitTests(MailCase):
    is_secured = True
    options = {"credentials": (USER, PASSWORD), "is_implicit": True}
    smtp_url = f"smtps://{URL_CREDENTIALS}@localhost:{{port}}"

    def test_tls_may_begin_with_the_first_byte(self):
        address = self.register("dan")
        _, envelope, session = self.mailbox.receive()
        self.assertEqual((envelope.rcpt_tos, session.authenticated), ([address], True))


class UntrustedTests(MailCase):
    is_secured = True
    is_trusted = False
    options = {"credentials": (USER, PASSWORD)}
    smtp_url = f"smtp://{URL_CREDENTIALS}@localhost:{{port}}"

    def test_nothing_is_told_to_a_server_without_a_good_certificate(self):
        self.register("eve")
        deadline = time.monotonic() + 20
        while "TLS with the SMTP server failed." not in self.server.log:
            self.assertLess(time.monotonic(), deadline, self.server.log)
            time.sleep(0.05)
        self.assertTrue(self.mailbox.received.empty())
        self.assertNotIn("eve@", self.server.log)


class RefusingTests(MailCase):
    options = {"refusals": ["451 Try again", "450 Busy"]}

    def test_a_mail_that_is_put_off_comes_later(self):
        address = self.register("fay")
        _, envelope, _ = self.mailbox.receive()
        self.assertEqual(envelope.rcpt_tos, [address])
        self.assertEqual(self.server.log.count("a mail waits for another try"), 2)
