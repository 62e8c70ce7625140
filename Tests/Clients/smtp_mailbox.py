"""An SMTP server of the tests (aiosmtpd), which keeps what it is given."""
import asyncio
import email
import email.policy
import logging
import queue
import re
import threading

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

RECEIVE_SECONDS = 20
TOKEN = re.compile(r"^[A-Za-z0-9_-]{43}$", re.MULTILINE)
# Handshakes that are meant to fail are told at length.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


class SMTPMailbox:
    """Listens on a free port of this machine as a context manager; mails wait in `received`."""

    def __init__(self, tls=None, is_implicit=False, credentials=None, refusals=(), **options):
        """
        :param tls: an SSL context, for STARTTLS, or from the first byte where `is_implicit`.
        :param credentials: user and password that are asked for.
        :param refusals: replies to the first recipients, which are refused by them.
        """
        self.received = queue.Queue()
        self._implicit = tls if is_implicit else None
        self._refusals = list(refusals)
        self._credentials = credentials and LoginPassword(*(text.encode() for text in credentials))
        if tls and not is_implicit:
            options |= {"tls_context": tls, "require_starttls": True}
        if credentials:
            options |= {"authenticator": self._authenticate, "auth_required": True}
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def __enter__(self):
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def receive(self):
        """The next mail as Python's email package reads it, with its envelope and its session."""
        session, envelope = self.received.get(timeout=RECEIVE_SECONDS)
        return email.message_from_bytes(envelope.content, policy=email.policy.default), envelope, session

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        """Called by aiosmtpd for each recipient."""
        if self._refusals:
            return self._refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        """Called by aiosmtpd when a mail is complete."""
        self.received.put((session, envelope))
        return "250 OK"

    async def _listen(self):
        # aiosmtpd takes a connection that is secured from the beginning for a plain one, and would not sign anybody in.
        options = self._options | ({"auth_require_tls": False} if self._implicit else {})
        return await self._loop.create_server(
            lambda: SMTP(self, loop=self._loop, **options), "127.0.0.1", 0, ssl=self._implicit)

    def _authenticate(self, _server, _session, _envelope, _mechanism, data):
        return AuthResult(success=data == self._credentials, auth_data=data)


def text_of(message):
    """The text of a mail with the line ends of Python."""
    return message.get_content().replace("\r\n", "\n")


def token_in(message):
    """The line of a mail that is a token."""
    return TOKEN.search(text_of(message))[0]
