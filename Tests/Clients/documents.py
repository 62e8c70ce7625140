"""Documents in Markdown as the tests see them: blocks, links and tables, and a shell that does what blocks say.

A block of `sh` or `python` is run, unless its first line says `# Not run: ` and why, which readers see, too. What stands
in a block of `json` or `text` right behind it is what it answers, compared in shape: other numbers, names and texts
will do. A block of `graphql` is validated; with an answer behind it, it is executed.
"""
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOT_RUN = "# Not run: "
_FENCE = re.compile(r"^```(\w*)$")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]+)\)")
_MARK = "@@ block"
# Longer than any block takes, also on a busy machine.
_PATIENCE_SECONDS = 60


@dataclasses.dataclass
class Block:
    """What stands between two fences."""

    language: str
    line: int
    text: str
    # The block right behind it, when that is an answer.
    answer: "Block | None" = None

    @property
    def is_run(self):
        """Whether a shell runs it."""
        return self.language in ("sh", "python") and not self.text.startswith(NOT_RUN)


class Document:
    """A file of Markdown."""

    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(ROOT))
        self.lines = path.read_text().splitlines()
        self.blocks, self.prose = self._parts()

    def _parts(self):
        blocks, prose, block, end = [], [], None, None
        for number, line in enumerate(self.lines, 1):
            fence = _FENCE.match(line)
            if block is None and fence:
                block, body = Block(fence[1], number, ""), []
            elif block is not None and line == "```":
                block.text = "\n".join(body) + "\n"
                if block.language in ("json", "text") and end is not None and number > end:
                    if not any(text.strip() for text in self.lines[end:block.line - 1]):
                        blocks[-1].answer = block
                blocks.append(block)
                block, end = None, number
            elif block is not None:
                body.append(line)
            else:
                prose.append((number, line))
        return blocks, prose

    @property
    def links(self):
        """Line and target of every link that leads into the repository; their texts may run over two lines."""
        prose = dict(self.prose)
        text = "\n".join(re.sub(r"`[^`]*`", "", prose.get(number, "")) for number in range(1, len(self.lines) + 1))
        for found in _LINK.finditer(text):
            if not re.match(r"[a-z]+:", found[1]):
                yield text.count("\n", 0, found.start()) + 1, found[1]

    @property
    def anchors(self):
        """The names of its headings, as links have them."""
        titles = [line.lstrip("#").strip() for _, line in self.prose if line.startswith("#")]
        plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower() for title in titles]
        return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in plain}

    def rows(self, heading):
        """The rows of all tables below a heading and those below it, each a list of cells; the rows of titles are not."""
        level, rows, inside = 0, [], False
        for _, line in self.prose:
            if line.startswith("#"):
                depth = len(line) - len(line.lstrip("#"))
                if line.lstrip("#").strip() == heading:
                    level, inside = depth, True
                elif inside and depth <= level:
                    break
            elif inside and line.startswith("|"):
                rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
        heads = {place for place, cells in enumerate(rows) if set("".join(cells)) <= set("-: ")}
        return [cells for place, cells in enumerate(rows) if not {place, place + 1} & heads]


@dataclasses.dataclass
class Outcome:
    """What became of a block."""

    block: Block
    status: int
    output: str


class Shell:
    """Runs the blocks of a document in order, in one session of bash, so that variables stay."""

    def __init__(self, folder, environment, replacements):
        """With texts of the documents, such as the port, that are others here."""
        self._folder = pathlib.Path(folder)
        self._environment = {**os.environ, **environment}
        self._replacements = replacements

    def run(self, blocks):
        """What became of the blocks, until one ends the session."""
        script = ["exec 2>&1"]
        for place, block in enumerate(blocks):
            script += [self._command(place, block), f'printf "\\n{_MARK} {place} %d\\n" $?']
        with tempfile.TemporaryFile("w+") as output:
            # A file, not a pipe: what a block leaves running holds nobody up.
            subprocess.run(["bash"], input="\n".join(script) + "\n", text=True, stdout=output, cwd=self._folder,
                           env=self._environment, timeout=_PATIENCE_SECONDS, check=False)
            output.seek(0)
            parts = re.split(rf"\n{_MARK} (\d+) (\d+)\n", output.read())
        found = zip(parts[0::3], parts[1::3], parts[2::3])
        return [Outcome(blocks[int(place)], int(status), text.strip()) for text, place, status in found]

    def _command(self, place, block):
        text = block.text
        for written, meant in self._replacements.items():
            text = text.replace(written, meant)
        if block.language == "sh":
            return text
        file = self._folder / f"block{place}.py"
        file.write_text(text)
        return f"{sys.executable} {file}"


def unlike(expected, found, path="$"):
    """How a JSON value has another shape than one of a document; empty when it has not.

    Extensions that a document leaves out are fine, as it says. Of lists the first items are compared.
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        names = set(found) - ({"extensions"} if path == "$" else set())
        if missing := (set(expected) ^ (names | set(expected) & {"extensions"} & set(found))):
            return f"{path}: not on both sides: {', '.join(sorted(missing))}"
        differences = (unlike(expected[name], found[name], f"{path}.{name}") for name in expected)
        return next((each for each in differences if each), "")
    if isinstance(expected, list) and isinstance(found, list):
        if bool(expected) != bool(found):
            return f"{path}: one list is empty"
        return unlike(expected[0], found[0], f"{path}[0]") if expected else ""
    kinds = [float if isinstance(each, (int, float)) and not isinstance(each, bool) else type(each)
             for each in (expected, found)]
    return "" if kinds[0] == kinds[1] else f"{path}: {expected!r} and {found!r}"


def is_answered(block, output):
    """How an output differs from what a document says of it; empty when it does not."""
    answer = block.answer
    if answer is None:
        return ""
    if answer.language == "json":
        lines = [line for line in output.splitlines() if line.startswith(("{", "["))]
        if not lines:
            return "there is no JSON"
        return unlike(json.loads(answer.text), json.loads(output[output.index(lines[0]):]))
    wanted = [_plain(line) for line in answer.text.splitlines() if line.strip()]
    there = [_plain(line) for line in output.splitlines()]
    return next((f"there is no line like {line!r}" for line in wanted if line not in there), "")


def _plain(line):
    """A line without what differs each time: keys and identifiers, numbers but for a status at its end, lengths of
    blanks."""
    text, status = re.fullmatch(r"(.*?)(\b\d{3})?\s*", line).groups(default="")
    return re.sub(r"\s+", " ", re.sub(r"[\w-]{32,}|\d+(\.\d+)?", "0", text) + status).strip()
