"""The builder: ticking fields and arguments writes the operation, and what is written is ticked."""
from playwright.sync_api import expect

from playground import NARROW, BrowserTests

WALK = """async ([seed, steps]) => {
  const { Schema, introspectionQuery } = await import('/playground/language/schema.js');
  const { ask } = await import('/playground/transport/http.js');
  const { lint } = await import('/playground/language/lint.js');
  const { outline, rowsBelow } = await import('/playground/language/outline.js');
  const { tick, untick, makeVariable, makeLiteral } = await import('/playground/language/building.js');
  const schema = new Schema((await ask(introspectionQuery)).data.__schema);
  let state = seed;
  const below = (count) => { state = (state * 48271) % 2147483647; return state % count; };
  const isNeeded = ({ definition }) => definition?.type?.kind === 'NON_NULL' && definition.defaultValue == null;
  const problems = [];
  let text = seed % 2 ? '' : '# first\\n{ labs(filter: {limit: 2}) { id # why\\n title } }\\n';
  let variables = {};
  let ticks = 0;
  for (let step = 0; step < steps && problems.length === 0; step += 1) {
    const { document, rows } = outline(text, schema);
    let row = rows[below(rows.length)];
    for (let depth = 1 + below(6); depth > 0; depth -= 1) {
      const inside = row.canOpen ? rowsBelow(row, schema, document) : [];
      if (inside.length > 0) row = inside[below(inside.length)];
    }
    const isInput = ['argument', 'member'].includes(row.kind);
    if (row.kind === 'root' || (row.isTicked && isInput && isNeeded(row)) || row.definition?.isDeprecated) continue;
    if (row.isTicked && !isInput && below(3) > 0) continue;
    const before = text;
    const made = row.isTicked && isInput && below(2) ? (row.node.value.kind === 'Variable'
      ? makeLiteral(text, row, schema, variables) : makeVariable(text, row, schema, document))
      : row.isTicked ? untick(text, row, document) : tick(text, row, schema, document);
    if (!made) continue;
    text = made.text;
    variables = { ...variables, ...made.given };
    for (const name of made.dropped) delete variables[name];
    ticks += 1;
    const errors = lint(text, schema).filter(({ severity, message }) => severity === 'error'
      && !/each needs a name|takes exactly one field|no fields to select/.test(message));
    if (errors.length > 0) problems.push(`${row.key}: ${errors[0].message}\\n${before}\\n->\\n${text}`);
    if (text.length > 6000) { text = ''; variables = {}; }
  }
  return [ticks, problems];
}"""


class BuilderTests(BrowserTests):
    def row(self, page, name, index=0):
        return page.page.get_by_role("treeitem", name=name).nth(index)

    def focused(self, page):
        return page.page.evaluate("() => document.activeElement.getAttribute('aria-label') ?? ''")

    def walk_to(self, page, name):
        """Types the first letter until the row of this name has the focus."""
        for _ in range(40):
            if self.focused(page).startswith(f"{name}, "):
                return
            page.page.keyboard.press(name[0])
        self.fail(f"no row {name}: {self.focused(page)} has the focus")

    def test_an_operation_is_built_and_run_by_keyboard(self):
        page = self.open()
        page.page.keyboard.press("Alt+N")
        page.page.keyboard.press("Alt+B")
        page.page.keyboard.press("ArrowRight")
        self.walk_to(page, "labs")
        page.page.keyboard.press("Space")
        self.assertEqual(page.query, "query Labs {\n  labs {\n    id\n  }\n}\n")
        self.assertIn("labs, ", self.focused(page))
        page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("ArrowRight")
        self.assertIn("filter, ", self.focused(page))
        self.walk_to(page, "limit")
        page.page.keyboard.press("Space")
        page.page.keyboard.press("Enter")
        page.page.keyboard.press("Control+A")
        page.page.keyboard.type("25")
        page.page.keyboard.press("Enter")
        self.assertEqual(page.query, "query Labs {\n  labs(filter: {limit: 25}) {\n    id\n  }\n}\n")
        page.page.keyboard.type("$")
        self.assertIn("query Labs($limit: Int) {\n  labs(filter: {limit: $limit}) {", page.query)
        self.assertEqual(page.text_of("variables"), '{\n  "limit": 25\n}')
        page.run()
        expect(page.status).to_contain_text("200 OK")

    def test_ticks_follow_the_text_and_the_text_the_ticks(self):
        page = self.open()
        page.write("# the head\nquery A($id: ID!) {\n  lab(id: $id) {\n    title # said first\n  }\n}\n",
                   '{"id": "lab_1"}')
        page.button("Builder", exact=True).click()
        expect(self.row(page, "title, String!")).to_have_attribute("aria-checked", "true")
        skills = self.row(page, "skills, [Skill!]!")
        expect(skills).to_have_attribute("aria-checked", "false")
        skills.locator(".tick").click()
        self.assertEqual(page.query, "# the head\nquery A($id: ID!) {\n  lab(id: $id) {\n    title # said first\n"
                         "    skills {\n      id\n    }\n  }\n}\n")
        page.page.locator("#query textarea").last.focus()
        page.page.keyboard.press("Control+End")
        page.page.keyboard.press("Control+z")
        expect(skills).to_have_attribute("aria-checked", "false")
        self.row(page, "lab, Lab!").locator(".tick").click()
        self.assertEqual(page.query.strip(), "# the head")
        self.assertEqual(page.text_of("variables"), "")

    def test_a_required_id_is_one_that_there_is(self):
        page = self.open()
        page.page.keyboard.press("Alt+N")
        page.button("Builder", exact=True).click()
        self.row(page, "diagram, Diagram!").locator(".tick").click()
        page.page.wait_for_function(
            "() => /diagram_/.test(document.querySelector('#variables .CodeMirror').CodeMirror.getValue())")
        page.run()
        page.wait_for_answer('"id": "diagram_')

    def test_the_filter_finds_fields_of_an_operation_that_is_not_begun(self):
        page = self.open()
        page.page.keyboard.press("Alt+N")
        page.button("Builder", exact=True).click()
        builder, roots = page.page.locator("#builder"), page.page.get_by_role("treeitem", name="New ")
        expect(self.row(page, "incidents, ")).to_be_visible()
        expect(self.row(page, "createDiagram, ")).to_have_count(0)
        self.row(page, "New query").locator(".name").click()
        expect(self.row(page, "incidents, ")).to_have_count(0)
        # Also below a root that has been closed.
        page.page.get_by_label("Filter fields").fill("incident")
        expect(self.row(page, "incidents, ")).to_be_visible()
        page.page.get_by_label("Filter fields").fill("createDiagram")
        expect(self.row(page, "createDiagram, ")).to_be_visible()
        expect(roots).to_have_count(1)
        expect(builder).not_to_contain_text("No field has this name")
        page.page.get_by_label("Filter fields").fill("mermaidSource")
        expect(builder).to_contain_text("No field has this name here.")
        expect(roots).to_have_count(0)
        builder.get_by_role("button", name="Search the schema").click()
        expect(page.page.get_by_label("Search the schema")).to_be_focused()
        expect(page.button("Diagram.mermaidSource", exact=False).first).to_be_visible()

    def test_values_of_arguments_are_chosen_and_written(self):
        page = self.open()
        page.write('{ labs(filter: {difficulty: BEGINNER, search: "a"}) { id } }')
        page.button("Builder", exact=True).click()
        page.page.get_by_label("Value of difficulty").select_option("EXPERT")
        words = page.page.get_by_label("Value of search")
        words.focus()
        page.page.keyboard.press("End")
        page.page.keyboard.type(' "b"')
        self.assertEqual(page.query, '{ labs(filter: {difficulty: EXPERT, search: "a \\"b\\""}) { id } }')

    def test_broken_text_is_left_alone(self):
        page = self.open()
        page.write("{ labs { id }")
        page.button("Builder", exact=True).click()
        expect(page.page.locator("#builder")).to_contain_text("The operation has mistakes")
        self.row(page, "labs, ").locator(".tick").click()
        expect(page.page.locator("#announcement")).to_contain_text("Mend the mistakes first.")
        self.assertEqual(page.query, "{ labs { id }")

    def test_whatever_is_ticked_the_document_fits_the_schema(self):
        page = self.open()
        for seed in (1, 2, 77, 4242):
            with self.subTest(seed):
                ticks, problems = page.import_and(WALK, [seed, 900])
                self.assertEqual(problems, [])
                self.assertGreater(ticks, 100)

    def test_it_fits_a_phone(self):
        page = self.open(viewport=NARROW)
        page.button("Builder", exact=True).click()
        self.row(page, "version, Int!").locator(".tick").click()
        expect(self.row(page, "version, Int!")).to_have_attribute("aria-checked", "true")
        width = page.page.evaluate("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        self.assertLessEqual(width, 390)
