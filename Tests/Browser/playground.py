"""The Playground in a browser: what a user sees and does, by the names that a screen reader reads."""
import os
import unittest
import urllib.parse

from playwright.sync_api import expect, sync_playwright

ADDRESS = os.environ["ATLAS_ADDRESS"]
URL = f"{ADDRESS}/playground"
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
expect.set_options(timeout=10_000)


def launch(driver):
    """Starts the installed Chromium; as root it has no sandbox."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return driver.chromium.launch(executable_path=os.environ["CHROMIUM"], args=arguments)


class Page:
    """One page of a browser context of its own: nothing is remembered from another test."""

    def __init__(self, browser, viewport=WIDE, scheme="light", prepare=None):
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme)
        self.page = self.context.new_page()
        self.faults, self.hosts = [], set()
        self.page.on("console", self.note)
        self.page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error.stack}"))
        self.page.on("request", lambda request: self.hosts.add(urllib.parse.urlsplit(request.url).netloc))
        self.page.on("websocket", lambda socket: self.hosts.add(urllib.parse.urlsplit(socket.url).netloc))
        if prepare:
            prepare(self.page)
        self.open()

    def note(self, message):
        """A refused operation is status 400, and Chromium writes a line for that; everything else is a fault."""
        if message.type in ("error", "warning") and "status of 400" not in message.text:
            self.faults.append(f"console: {message.text}")

    def open(self):
        self.response = self.page.goto(URL)
        self.page.wait_for_selector("html[data-ready]", timeout=10_000)

    def button(self, name, **options):
        return self.page.get_by_role("button", name=name, **options)

    def tab(self, name):
        return self.page.get_by_role("tab", name=name)

    @property
    def status(self):
        return self.page.locator("#status")

    @property
    def query(self):
        """The text of the operation's editor."""
        return self.text_of("query")

    @property
    def answer(self):
        """The text of the answer's editor."""
        return self.text_of("result")

    def wait_for_answer(self, text):
        """Waits until the answer has this text."""
        self.page.wait_for_function(
            "text => document.querySelector('#result .CodeMirror').CodeMirror.getValue().includes(text)", arg=text,
            timeout=10_000)

    def text_of(self, name):
        return self.page.evaluate(
            """name => { const host = document.getElementById(name);
                 return host.querySelector('.CodeMirror')?.CodeMirror.getValue()
                   ?? host.querySelector('textarea').value; }""", name)

    def write(self, text, variables=None, new=True):
        """Opens an operation of its own and puts a text into the editors at once, as pasting does."""
        if new:
            self.button("New operation").click()
        for name, content in (("query", text), ("variables", variables)):
            if content is not None:
                if name == "variables":
                    self.tab("Variables").click()
                self.page.locator(f"#{name} textarea").last.focus()
                self.page.keyboard.press("Control+A")
                self.page.keyboard.insert_text(content)
        self.page.locator("#query textarea").last.focus()

    def run(self):
        self.page.keyboard.press("Control+Enter")

    def sign_in(self, account):
        self.page.locator("#account").click()
        self.page.get_by_role("dialog").get_by_role("button", name=f"{account} ", exact=False).first.click()
        expect(self.page.locator("#account-dialog")).to_be_hidden()

    def import_and(self, script, value=None):
        """Runs a function of JavaScript that imports modules of the page."""
        return self.page.evaluate(script, value)


class BrowserTests(unittest.TestCase):
    """Tests in one browser. Each ends by looking for errors, and for requests to other hosts."""

    @classmethod
    def setUpClass(cls):
        cls.driver = sync_playwright().start()
        cls.addClassCleanup(cls.driver.stop)
        cls.browser = launch(cls.driver)
        cls.addClassCleanup(cls.browser.close)

    def open(self, **options):
        page = Page(self.browser, **options)
        self.addCleanup(self.check, page)
        return page

    def check(self, page):
        page.context.close()
        self.assertEqual(page.faults, [])
        self.assertEqual(page.hosts - {""}, {urllib.parse.urlsplit(ADDRESS).netloc})
