"""README.md and the guides: their commands, operations, links, and the names that they use."""
import concurrent.futures
import functools
import itertools
import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import unittest

import httpx
from graphql import build_schema, parse, validate
from graphql.language import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode

from documents import NOT_RUN, ROOT, Document, Shell, is_answered, unlike
from own_server import OwnServer

PASSWORD = "atlas-demo-password"
GUIDES = [Document(ROOT / name) for name in ("README.md", "Documentation/clients.md", "Documentation/operating.md",
                                             "Documentation/schema.md")]
README, CLIENTS, OPERATING, _ = GUIDES
ALL = GUIDES + [Document(ROOT / name) for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
                                                   "Benchmarks/README.md", "Benchmarks/RESULTS.md")]
NAME = re.compile(r"`([^`]+)`")


def sources(pattern, folder="Sources", ending=".swift"):
    """Everything that a pattern finds in the sources, those that are generated left out."""
    files = (file for file in (ROOT / folder).rglob(f"*{ending}") if "Generated" not in file.parts)
    return set(itertools.chain.from_iterable(re.findall(pattern, file.read_text()) for file in files))


def free_port():
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def names(cells):
    """What stands in backquotes in a list of cells."""
    return {name for cell in cells for name in NAME.findall(cell)}


class CommandTests(OwnServer):
    """All blocks of the guides, as a newcomer would run them: against a server with the usual limits."""

    # Signed addresses name the port that was asked for.
    settings = {"ATLAS_REQUESTS_PER_MINUTE": "100", "ATLAS_POINTS": "10000", "ATLAS_FIELD_LIMITS": "on",
                "ATLAS_REQUEST_TIMEOUT": "30", "PORT": str(free_port())}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        (folder / "atlas").symlink_to(os.environ["ATLAS_EXECUTABLE"])
        cls.environment = {"PATH": f"{folder}:{os.environ['PATH']}"}
        with concurrent.futures.ThreadPoolExecutor() as threads:
            cls.outcomes = list(itertools.chain.from_iterable(threads.map(cls.run_blocks, GUIDES)))

    @classmethod
    def run_blocks(cls, guide):
        """The document with what became of each of its blocks."""
        blocks = [block for block in guide.blocks if block.is_run and not cls.is_making(block)]
        ports = {"127.0.0.1:8080": f"127.0.0.1:{cls.server.port}", "8081": str(free_port())}
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / ".atlas").symlink_to(cls.server.folder / "home")
            outcomes = Shell(folder, cls.environment, ports).run(blocks)
        if len(outcomes) != len(blocks):
            raise AssertionError(f"{guide.name}, line {blocks[len(outcomes)].line}: the block ends the session")
        return [(guide, outcome) for outcome in outcomes]

    @staticmethod
    def is_making(block):
        """Whether a block has commands of make alone: those are looked up, for one of them is what runs this."""
        return all(line.startswith("make ") for line in block.text.splitlines())

    def test_every_command_does_what_the_document_says(self):
        for guide, outcome in self.outcomes:
            with self.subTest(f"{guide.name}, line {outcome.block.line}"):
                self.assertEqual(outcome.status, 0, outcome.output)
                self.assertEqual(is_answered(outcome.block, outcome.output), "", outcome.output)

    def test_what_is_not_run_says_why(self):
        for guide in GUIDES:
            for block in guide.blocks:
                with self.subTest(f"{guide.name}, line {block.line}"):
                    self.assertIn(block.language, ("sh", "python", "graphql", "json", "text", "yaml"))
                    if block.text.startswith(NOT_RUN):
                        self.assertGreater(len(block.text.splitlines()[0]), len(NOT_RUN) + 10)
                        check = subprocess.run(["bash", "-n"], input=block.text, text=True, capture_output=True)
                        self.assertEqual(check.stderr, "")

    def test_every_operation_fits_the_schema(self):
        schema = build_schema(httpx.get(f"{self.server.address}/schema.graphql").text)
        for guide, block in self.operations():
            with self.subTest(f"{guide.name}, line {block.line}"):
                for operation in alone(parse(block.text)):
                    self.assertEqual([each.message for each in validate(schema, operation)], [])

    def test_every_operation_with_an_answer_is_answered_so(self):
        for guide, block in self.operations():
            if block.answer:
                with self.subTest(f"{guide.name}, line {block.line}"):
                    account = re.match(r"# as (\S+)", block.text)
                    found = self.post(block.text, account[1] if account else "learner@atlas.example")
                    self.assertEqual(unlike(json.loads(block.answer.text), found), "", found)

    def operations(self):
        """Every block of GraphQL, with its document."""
        found = [(guide, block) for guide in GUIDES for block in guide.blocks if block.language == "graphql"]
        self.assertGreater(len(found), 5)
        return found

    def post(self, query, account):
        """The answer to an operation of a demo account."""
        fields = {"Authorization": f"Bearer {self.token(account)}"}
        return httpx.post(self.url, json={"query": query}, headers=fields).json()

    @functools.cache
    def token(self, account):
        """An access token of a demo account: sign-ins are limited."""
        login = f'mutation {{ login(email: "{account}", password: "{PASSWORD}") {{ accessToken }} }}'
        return httpx.post(self.url, json={"query": login}).json()["data"]["login"]["accessToken"]

    def test_every_path_answers(self):
        paths = [path for row in CLIENTS.rows("The endpoint") if row[0].startswith("`/") for path in names(row[:1])]
        self.assertGreater(len(paths), 7)
        for path in paths:
            with self.subTest(path):
                answer = httpx.get(self.server.address + path.replace("...", "x"), follow_redirects=True)
                self.assertNotIn("There is nothing at this path", answer.text)

    def test_a_second_instance_over_the_same_folder_says_what_is_wrong(self):
        environment = {**os.environ, "ATLAS_HOME": str(self.server.folder / "home"), "PORT": "0"}
        said = subprocess.run([os.environ["ATLAS_EXECUTABLE"], "migrate"], env=environment, capture_output=True, text=True)
        self.assertNotEqual(said.returncode, 0)
        self.assertIn("another process uses this folder already", said.stderr)

    def test_every_scope_can_be_given(self):
        wanted = sources(r'= "([a-z]+:[a-z]+)"', "Sources/Atlas/AtlasKernel")
        prose = "\n".join(line for _, line in CLIENTS.prose)
        self.assertEqual(wanted, set(NAME.findall(re.search(r"^Scopes: ((?:.|\n)+?)\n$", prose, re.MULTILINE)[1])))


def alone(document):
    """Each operation as a document of its own, with the fragments."""
    fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            yield DocumentNode(definitions=(each, *fragments))


class LinkTests(unittest.TestCase):
    def test_every_link_leads_somewhere(self):
        anchors = {document.path: document.anchors for document in ALL}
        for document in ALL:
            for line, target in document.links:
                with self.subTest(f"{document.name}, line {line}", target=target):
                    path, _, anchor = target.partition("#")
                    file = (document.path.parent / path).resolve() if path else document.path
                    self.assertTrue(file.exists())
                    if anchor:
                        self.assertIn(anchor, anchors[file])


class NameTests(unittest.TestCase):
    """What documents name is there, and what is there is named."""

    def test_every_variable_is_in_the_table_and_read(self):
        read = sources(r'"((?:ATLAS|OTEL|TLS|HTTP|DATABASE|OAUTH|ANTHROPIC)_[A-Z0-9_]+|HOST|PORT|LOG_LEVEL)"')
        # Of the services that people sign in with the code names the beginning and the ends.
        for beginning in [name for name in read if re.fullmatch(r"OAUTH_[A-Z]+", name)]:
            read |= {f"{beginning}_{end}" for end in ("CLIENT_ID", "CLIENT_SECRET")} - {beginning}
            read.discard(beginning)
        said = names(row[0] for row in OPERATING.rows("Settings"))
        self.assertEqual(read - said, set(), "read, but not in the table")
        self.assertEqual(said - read, set(), "in the table, but not read")

    def test_prose_names_no_other_variable(self):
        said = names(row[0] for row in OPERATING.rows("Settings"))
        for document in ALL[:-3]:
            text = document.path.read_text()
            found = set(re.findall(r"\b(?:ATLAS|OTEL|OAUTH|DATABASE|TLS)_[A-Z0-9]+(?:_[A-Z0-9]+)*\b(?!_)", text))
            with self.subTest(document.name):
                self.assertEqual({name for name in found - said if not any(each.startswith(name) for each in said)}, set())

    def test_every_error_code_is_in_the_table(self):
        declared = sources(r'ErrorCode = "([A-Z_]+)"') | sources(r'"((?:PERSISTED|DOCUMENT)_[A-Z_]+)"', "Sources/Transport")
        table = names(row[0] for row in CLIENTS.rows("Errors") if len(row) == 4)
        self.assertEqual(table, declared)

    def test_every_user_error_is_in_the_table(self):
        schema = (ROOT / "Schema" / "shared.graphql").read_text()
        declared = set(re.search(r"enum UserErrorCode \{([^}]*)\}", schema)[1].split())
        self.assertEqual(names(row[0] for row in CLIENTS.rows("Errors") if len(row) == 2), declared)

    def test_every_close_code_is_in_the_table(self):
        declared = sources(r"SocketClose\(code: (\d+)", "Sources/Transport")
        table = {code for row in CLIENTS.rows("Subscriptions") if len(row) == 3 for code in re.findall(r"\d{4}", row[0])}
        self.assertEqual(table, declared)

    def test_troubleshooting_quotes_what_the_server_says(self):
        said = "".join(file.read_text() for file in (ROOT / "Sources").rglob("*.swift"))
        quotes = {part.strip() for row in OPERATING.rows("Troubleshooting")
                  for quote in re.findall(r'"([^"]+)"', row[0]) for part in quote.split("...")}
        self.assertGreater(len(quotes), 10)
        self.assertEqual({quote for quote in quotes if quote not in said}, set())

    def test_every_metric_is_one_that_is_served(self):
        served = sources(r'"((?:atlas|process)_[a-z_]+)"')
        said = names(row[0] for row in OPERATING.rows("Metrics, traces, logs"))
        self.assertEqual(said - served, set())

    def test_the_version_is_the_newest_of_the_changelog(self):
        newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1]
        self.assertEqual(sources(r'static let version = "([\d.]+)"', "Sources/Atlas/AtlasServer"), {newest})

    def test_every_make_target_is_one(self):
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        for document in ALL:
            text = document.path.read_text()
            with self.subTest(document.name):
                self.assertEqual(set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text, re.MULTILINE)) - targets, set())

    def test_every_command_of_atlas_is_one(self):
        executable = os.environ["ATLAS_EXECUTABLE"]
        for document in ALL:
            for command in set(re.findall(r"`(?:swift run )?atlas ([a-z]+)", document.path.read_text())):
                with self.subTest(document.name, command=command):
                    shown = subprocess.run([executable, "help", command], capture_output=True, text=True)
                    self.assertIn(f"USAGE: atlas {command}", shown.stdout)

    def test_the_results_that_are_quoted_are_those_measured(self):
        results = (ROOT / "Benchmarks" / "RESULTS.md").read_text()
        for row in README.rows("How fast it is"):
            for number in re.findall(r"\d[\d,.]*\d×|\d+,\d{3}$", " ".join(row[1:])):
                with self.subTest(number):
                    self.assertIn(number, results)
        prose = "\n".join(line for _, line in README.prose)
        for number in re.findall(r"\b\d+,\d{3} times|\d+\.\d KB", prose):
            with self.subTest(number):
                self.assertIn(re.sub(r" .*", "", number), results)
