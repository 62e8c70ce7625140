"""The page's own modules beside graphql-core, the reference: reading, laying out, merging, checking, building."""
import random
import re
import urllib.request

from graphql import (
    GraphQLError, Visitor, build_schema, is_enum_type, is_input_object_type, is_interface_type,
    is_object_type, parse, print_ast, strip_ignored_characters, validate, visit)

from playground import ADDRESS, BrowserTests
from test_builder import WALK
from test_language import FILL

QUERIES = "async () => (await import('/playground/examples/all.js')).examples.map(({ query }) => query)"

LAY_OUT = """async texts => {
  const { prettify } = await import('/playground/language/printer.js');
  return texts.map(prettify);
}"""

MERGE = """async texts => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { mergeFragments } = await import('/playground/language/merge.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  return texts.map((text) => mergeFragments(text, schema));
}"""

LINT = """async texts => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { lint } = await import('/playground/language/lint.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  return texts.map((text) => lint(text, schema).filter(({ severity }) => severity !== 'info')
    .map(({ message }) => message));
}"""

SCHEMA = """async () => {
  const { Schema, introspectionQuery, typeText } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  const inputs = (all) => [...all.values()].map(({ name, type }) => `${name}: ${typeText(type)}`);
  const field = ({ name, args, type }) => `${name}(${inputs(args).join(', ')}): ${typeText(type)}`;
  const types = [...schema.types.values()].filter(({ name }) => !name.startsWith('__'));
  return Object.fromEntries(types.map((type) => [type.name, [
    ...[...type.fields.values()].map(field), ...inputs(type.inputFields), ...type.enumValues.keys()].sort()]));
}"""

WRITTEN = [
    'query ($a: Boolean! = true, $b: LabFilter = {limit: 2, search: "x"}) { labs(filter: $b) { id @skip(if: $a) } }',
    '{ labs(filter: {search: """block "quoted"\n  text"""}) { id } }',
    '{ labs(filter: {search: "\\u00e9 \\"q\\" \\n"}) { aliased: id } }',
    "subscription S { progressUpdated(userId: 1) { version ... @include(if: true) { overallPercent } } }",
    "query A { labs { ...F } diagrams { ...D } } fragment F on Lab { id ...G } fragment G on Lab { title }"
    " fragment D on Diagram { labs { nodes { ...F } } }",
    "query A { node(id: 1) { ...F ... on Diagram { title } __typename } } fragment F on Lab { id skills { name } }",
    "{ labs { id, id, title } labs { skills { id } } }",
]


MISTAKEN = [
    "{ a: labs { id } a: diagrams { id } }", "{ labs(filter: {limit: 1}) { id } labs(filter: {limit: 2}) { id } }",
    "{ labs { ...F x: id } } fragment F on Lab { x: title }",
    "{ node(id: 1) { ... on Lab { x: id } ... on Diagram { x: title } } }",
    "{ node(id: 1) { ... on Lab { x: version } ... on Diagram { x: title } } }",
    "{ labs { skills { a: id } skills { a: name } } }",
    "{ labs { skills { a: id } } labs { ...F } } fragment F on Lab { skills { a: name } }",
    "{ labs { id } labs { id title } }",
    "query @skip(if: true) { labs { id } }", "{ labs { id @skip(if: true) @skip(if: false) } }",
    "query ($x: Int @include(if: true)) { labs(filter: {limit: $x}) { id } }", "{ labs @oneOf { id } }",
    "subscription { progressUpdated(userId: 1) { version } jobUpdated(jobId: 1) { id } }",
    "subscription { progressUpdated(userId: 1) { version } ...F }"
    " fragment F on Subscription { jobUpdated(jobId: 1) { id } }",
    "{ node(id: 1) { ... on Lab { s: skills { id } } ... on Diagram { s: labs { nodes { id } } } } }",
]


class ReferenceTests(BrowserTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with urllib.request.urlopen(f"{ADDRESS}/schema.graphql") as response:
            cls.schema = build_schema(response.read().decode())

    def messages(self, text):
        """What graphql-core finds wrong with a document."""
        try:
            return [each.message for each in validate(self.schema, parse(text), max_errors=1000)]
        except GraphQLError as error:
            return [error.message]

    def test_the_page_knows_the_schema_as_its_text_has_it(self):
        def inputs(fields):
            return [f"{name}: {each.type}" for name, each in fields.items()]

        expected = {}
        for name, type_ in self.schema.type_map.items():
            lines = []
            if is_object_type(type_) or is_interface_type(type_):
                lines = [f"{field}({', '.join(inputs(each.args))}): {each.type}"
                         for field, each in type_.fields.items()]
            elif is_input_object_type(type_):
                lines = inputs(type_.fields)
            elif is_enum_type(type_):
                lines = list(type_.values)
            if not name.startswith("__"):
                expected[name] = sorted(lines)
        found = self.open().import_and(SCHEMA)
        for name in expected.keys() | found.keys():
            with self.subTest(name):
                self.assertEqual(found.get(name), expected.get(name))

    def test_what_is_laid_out_means_the_same(self):
        page = self.open()
        texts = [*page.import_and(QUERIES), *WRITTEN]
        for text, laid_out in zip(texts, page.import_and(LAY_OUT, texts)):
            with self.subTest(text[:60]):
                self.assertEqual(print_ast(parse(laid_out)), print_ast(parse(text)))
                self.assertEqual(strip_ignored_characters(laid_out), strip_ignored_characters(text))

    def test_what_is_merged_is_valid_and_has_no_fragments(self):
        page = self.open()
        texts = [*page.import_and(QUERIES), *WRITTEN]
        for text, merged in zip(texts, page.import_and(MERGE, texts)):
            with self.subTest(text[:60]):
                self.assertEqual(self.messages(merged), [])
                self.assertNotRegex(merged, r"\.\.\.\s*(?!on\b)\w|\bfragment\b")
                self.assertEqual(leaves(merged) - leaves(text), set())
                self.assertEqual(leaves(text) - leaves(merged), set())

    def test_what_is_built_by_ticks_is_valid(self):
        page = self.open()
        script = WALK.replace("return [ticks, problems];", "return texts;").replace(
            "text = made.text;", "text = made.text; texts.push(text);").replace(
                "let tick", "const texts = []; let tick")
        # Ticks may name too little or too much; that is for whoever ticks.
        known = re.compile("anonymous operation|OneOf|is never used")
        for seed in (3, 8):
            texts = page.import_and(script, [seed, 400])
            self.assertGreater(len(texts), 60)
            problems = {message: text for text in texts for message in self.messages(text) if not known.search(message)}
            self.assertEqual(list(problems.items())[:3], [])

    def test_selections_that_are_filled_in_are_valid(self):
        page = self.open()
        texts = [emptied(text, put) for text in [*page.import_and(QUERIES), *WRITTEN]
                 for put in ("", "{}", "{\n  # nothing yet\n}")]
        # What stood in the braces has used variables and fragments.
        known = re.compile("is never used")
        for text, filled in zip(texts, page.import_and(FILL, texts)):
            with self.subTest(text[:60]):
                if filled is None:
                    self.assertEqual(self.messages(text), [])
                else:
                    self.assertEqual([each for each in self.messages(filled) if not known.search(each)], [])
                    self.assertEqual(text.count("# nothing yet"), filled.count("# nothing yet"))

    def test_the_page_finds_wrong_what_the_reference_finds_wrong(self):
        page = self.open()
        texts = spoiled([*page.import_and(QUERIES), *WRITTEN, *MISTAKEN], 1200)
        found = page.import_and(LINT, texts)
        differences = []
        for text, ours in zip(texts, found):
            theirs = self.messages(text)
            # graphql-core 3.3 reads empty selections, which the specification does not have.
            if bool(ours) != bool(theirs) and "A selection set needs a field." not in ours:
                differences.append(f"{text}\n  ours {ours}\n  theirs {theirs}")
        self.assertGreater(sum(map(bool, found)), 600)
        self.assertEqual(differences[:12], [], f"{len(differences)} of {len(texts)}")


def emptied(text, put):
    """The document with this instead of the selection sets that have fields and hold no other sets."""
    sets, operations = [], []

    class Finder(Visitor):
        def enter_selection_set(self, node, _key, parent, *_):
            (sets if parent.kind == "field" else operations).append(node)

    visit(parse(text), Finder())
    every = [*sets, *operations]
    innermost = [one for one in sets if not any(
        one is not other and one.loc.start <= other.loc.start and other.loc.end <= one.loc.end for other in every)]
    for node in sorted(innermost, key=lambda node: -node.loc.start):
        text = text[:node.loc.start] + put + text[node.loc.end:]
    return text


def leaves(text):
    """The names that a document mentions between braces; enough to see that merging loses none and invents none."""
    other = (r'"(?:\\.|[^"\\])*"', r"\([^()]*\)", r"\.\.\.\s*on\s+\w+", r"\.\.\.\s*\w+", r"fragment\s+\w+\s+on\s+\w+",
             r"@\w+", "#.*")
    body = re.sub("|".join(other), " ", text)
    return set(re.findall(r"\b[a-z_]\w*", body)) - {"query", "mutation", "subscription", "on"}


def spoiled(texts, count):
    """The documents, and as many with one token changed, left out, doubled or exchanged."""
    chance = random.Random(20)
    token = re.compile(r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\.\.\.|[A-Za-z_]\w*|-?\d+|[!$():=@{}\[\]]')
    words = ["id", "title", "labs", "null", "true", "1", '"x"', "Lab", "LabFilter", "$id", "{", "}", "(", ")", "[1]",
             "EXPERT", "__typename", "first: 1", "@skip(if: true)", "@include", "...", "on"]
    made = list(texts)
    while len(made) < count:
        text = chance.choice(texts)
        places = list(token.finditer(text))
        place = chance.choice(places)
        put = chance.choice([
            "", f"{place[0]} {place[0]}", chance.choice(words), chance.choice(places)[0], f"{place[0]}x"])
        made.append(text[:place.start()] + put + text[place.end():])
    return made
