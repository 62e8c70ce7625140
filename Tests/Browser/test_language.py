"""What the page knows of GraphQL and of Mermaid, asked of its own modules."""
from playground import BrowserTests

LINT = """async documents => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { lint } = await import('/playground/language/lint.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  return documents.map((text) => lint(text, schema).map(({ message }) => message));
}"""

PROBLEMS = {
    "{ diagram(id: 1) { title } }": [],
    "{ diagram(id: 1) { author } }": ['"author" is User: select fields of it.'],
    "{ diagram(id: 1) { title { x } } }": ['"title" is String!: it has no fields to select.'],
    "{ diagram(id: 1, of: 2) { title } }": ['There is no argument "of".'],
    "{ labs(filter: {difficulty: EASY}) { id } }":
        ["Difficulty has no value EASY. It is one of BEGINNER, INTERMEDIATE, ADVANCED, EXPERT."],
    "{ labs(filter: {limit: \"2\"}) { id } }": ['Expected Int, found "2".'],
    "query ($x: Lab) { labs { id } }": ['"$x" is never used.', '"Lab" is no input type.'],
    "query ($x: Int) { diagram(id: $x) { id } }": ['"$x" is Int; ID! is expected.'],
    "{ diagram(id: $x) { id } }": ['"$x" is not declared by the operation.'],
    "{ diagram(id: 1) { ...F } } fragment F on Lab { id }": ["Diagram is never Lab."],
    "{ node(id: 1) { ...F } } fragment F on Lab { id prerequisites { ...F } }":
        ['The fragment "F" contains itself.', 'The fragment "F" contains itself.'],
    "{ viewer { id } } { viewer { id } }": ["Among several operations each needs a name."] * 2,
    "{ viewer { id }": ['Expected "}", found the end.'],
    "{ viewer { id @skip } }": ['"skip" needs the argument "if" (Boolean!).'],
    "mutation { generateQuiz(input: {subject: {labId: 1, atomId: 2}}) { quiz { id } } }":
        ["TutorSubjectInput takes exactly one field."],
    "{ " * 400: None,
}

# Each fix is taken, the last one first, so that the places before it stay right.
FIX = """async documents => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { lint } = await import('/playground/language/lint.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  return documents.map((document) => lint(document, schema).reverse().reduce((text, { start, end, fixes = [] }) =>
    (fixes.length > 0 ? text.slice(0, start) + fixes[0] + text.slice(end) : text), document));
}"""

FIXES = {
    "{ labs(filtr: {}) { titel } }": "{ labs(filter: {}) { title } }",
    "{ labs(filter: {limt: 2}) { id } }": "{ labs(filter: {limit: 2}) { id } }",
    '{ labs(filter: {difficulty: "EXPRT"}) { id @skp(if: true) } }':
        "{ labs(filter: {difficulty: EXPERT}) { id @skip(if: true) } }",
    "query ($x: LabFiltr) { labs(filter: $x) { ...Pats } } fragment Parts on Labb { id }":
        "query ($x: LabFilter) { labs(filter: $x) { ...Parts } } fragment Parts on Lab { id }",
    "{ labs { nothingLikeThis } }": "{ labs { nothingLikeThis } }",
}

FILL = """async documents => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { fillSelections } = await import('/playground/language/building.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  return documents.map((text) => fillSelections(text, schema));
}"""

FILLED = {
    "{ labs { skills } }": "{ labs { skills { id } } }",
    "{ labs { } }": "{ labs { id } }",
    "{ labs { skills {} diagrams } }": "{ labs { skills { id } diagrams { nodes { id } } } }",
    "{\n  labs {\n    \n  }\n}\n": "{\n  labs {\n    id\n  }\n}\n",
    "{\n  labs { # all\n    # of them\n  }\n}": "{\n  labs { # all\n    # of them\n    id\n  }\n}",
    "{ node(id: 1) { ... on Lab { } } }": "{ node(id: 1) { ... on Lab { id } } }",
    "{ labs { ...F } } fragment F on Lab { }": "{ labs { ...F } } fragment F on Lab { id }",
    # Nothing is missing, nothing was meant, or more is wrong.
    "{ labs { id } }": None,
    "query { }": None,
    "{ labs { title { } } }": None,
    "{ labs { } diagram(id: ) { } }": None,
    "{ labs { }": None,
}

DRAW = """async () => {
  const { drawMermaid, isMermaid } = await import('/playground/mermaid/mermaid.js');
  const { ask } = await import('/playground/transport/http.js');
  const { data } = await ask('{ diagrams { title mermaidSource } }');
  const problems = [];
  for (const { title, mermaidSource } of data.diagrams) {
    try {
      const drawing = await drawMermaid(mermaidSource, true);
      const words = drawing.querySelectorAll('text').length;
      const { width } = drawing.viewBox.baseVal;
      if (!isMermaid(mermaidSource) || words < 3 || !(width > 50)) problems.push(`${title}: ${words}, ${width}`);
    } catch (fault) {
      problems.push(`${title}: ${fault.message}`);
    }
  }
  return [data.diagrams.length, problems];
}"""

EXAMPLES = """async () => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { lint } = await import('/playground/language/lint.js');
  const { lintVariables } = await import('/playground/language/variables.js');
  const { examples } = await import('/playground/examples/all.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  const problems = examples.flatMap(({ title, query, values }) =>
    [...lint(query, schema), ...lintVariables(JSON.stringify(values), query, schema)]
      .map(({ message }) => `${title}: ${message}`));
  return [examples.length, [...new Set(examples.map(({ area }) => area))], problems];
}"""

REFUSED = """async () => {
  const { examples: all } = await import('/playground/examples/all.js');
  const refused = [];
  for (const { title, query, values } of all) {
    const response = await fetch('/graphql', { method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ query: query.replace(/^(query|mutation|subscription)/, 'query Free { __typename }\\n$1'),
        operationName: 'Free', variables: values }) });
    const { errors } = await response.json();
    if (errors) refused.push(`${title}: ${errors[0].message}`);
  }
  return refused;
}"""


BROKEN = """async () => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { lint } = await import('/playground/language/lint.js');
  const { complete } = await import('/playground/language/complete.js');
  const { describe } = await import('/playground/language/describe.js');
  const { prettify } = await import('/playground/language/printer.js');
  const { maskQuery } = await import('/playground/state/secrets.js');
  const { examples } = await import('/playground/examples/all.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  const texts = examples.flatMap(
    ({ query }) => [0, 1, 2, 3, 4, 5, 6, 7].map((part) => query.slice(0, query.length * part / 8)));
  let unfinished = 0;
  for (const text of [...texts, '{'.repeat(9000), '{a(b:' + '['.repeat(9000), '...'.repeat(3000)]) {
    unfinished += lint(text, schema).length > 0;
    complete(text, text.length, schema);
    describe(text, text.length, schema);
    maskQuery(text);
    const laidOut = prettify(text);
    if (laidOut !== null && prettify(laidOut) !== laidOut) throw new Error(`not stable: ${text}`);
  }
  return [texts.length, unfinished];
}"""


class LanguageTests(BrowserTests):
    def test_problems_of_documents(self):
        page = self.open()
        found = page.import_and(LINT, list(PROBLEMS))
        for (document, expected), messages in zip(PROBLEMS.items(), found):
            with self.subTest(document):
                if expected is None:
                    self.assertGreater(len(messages), 0)
                else:
                    self.assertEqual(messages, expected)

    def test_a_fix_of_a_problem_is_what_was_meant(self):
        for (document, expected), text in zip(FIXES.items(), self.open().import_and(FIX, list(FIXES))):
            with self.subTest(document):
                self.assertEqual(text, expected)

    def test_selections_that_are_missing_are_filled_in(self):
        for (document, expected), text in zip(FILLED.items(), self.open().import_and(FILL, list(FILLED))):
            with self.subTest(document):
                self.assertEqual(text, expected)

    def test_no_text_however_broken_stops_the_page(self):
        texts, unfinished = self.open().import_and(BROKEN)
        self.assertGreater(unfinished, texts / 2)

    def test_all_examples_fit_the_schema_by_the_page_and_by_the_server(self):
        page = self.open()
        count, areas, problems = page.import_and(EXAMPLES)
        self.assertEqual(problems, [])
        self.assertGreater(count, 60)
        self.assertIn("AI tutor", areas)
        self.assertEqual(page.import_and(REFUSED), [])

    def test_all_diagrams_of_the_demo_content_are_drawn(self):
        count, problems = self.open().import_and(DRAW)
        self.assertEqual(problems, [])
        self.assertGreater(count, 50)

    def test_words_of_an_answer_never_become_markup(self):
        page = self.open()
        text = page.import_and("""async () => {
          const { drawMermaid } = await import('/playground/mermaid/mermaid.js');
          const { renderMarkdown } = await import('/playground/view/markdown.js');
          const drawing = await drawMermaid('flowchart LR\\n A["<img src=x onerror=alert(1)>"] --> B[<script>]', true);
          const text = renderMarkdown('<img src=x> [a](javascript:alert(1)) **b** `<i>`');
          return [drawing.querySelectorAll('img, script').length, text.querySelectorAll('img, a, i').length,
            text.textContent];
        }""")
        self.assertEqual(text[:2], [0, 0])
        self.assertIn("<img src=x>", text[2])
