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
