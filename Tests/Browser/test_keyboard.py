"""By keyboard from part to part, and in the schema."""
from playwright.sync_api import expect

from playground import NARROW, BrowserTests

# The part that has the focus: of the operation, of its inputs, of the answer, or a panel at the side.
PART = """() => ['query', 'inputs', 'response', 'examples', 'schema', 'builder', 'history'].find((name) =>
  document.querySelector(`#${name}, section.${name}`).contains(document.activeElement)) ?? document.activeElement.id"""


class KeyboardTests(BrowserTests):
    def focused(self, page):
        """What has the focus: its name where it has one, else what it is."""
        return page.page.evaluate("""() => { const { activeElement: each } = document;
          return each.getAttribute('aria-label') ?? (each.className || each.tagName); }""")

    def search(self, page, words):
        page.page.keyboard.press("Alt+S")
        page.page.keyboard.press("Control+A")
        page.page.keyboard.type(words)

    def test_one_key_goes_round_all_parts(self):
        page = self.open()
        for name in ("examples", "schema", "builder", "history"):
            with self.subTest(name):
                page.button(name.title(), exact=True).click()
                if page.button(name.title(), exact=True).get_attribute("aria-pressed") == "false":
                    page.button(name.title(), exact=True).click()
                page.page.locator("#query textarea").last.focus()
                found = []
                for key in ("F6", "F6", "F6", "F6", "Shift+F6", "Shift+F6"):
                    page.page.keyboard.press(key)
                    found.append(page.page.evaluate(PART))
                self.assertEqual(found, ["inputs", "response", name, "query", name, "response"])

    def test_one_key_goes_to_the_editors_and_to_what_is_chosen(self):
        page = self.open()
        page.write("{ rateLimit { limit } }")
        page.run()
        expect(page.status).to_contain_text("200")
        for name in ("Variables", "Answer"):
            page.page.keyboard.press("F6")
            self.assertEqual(self.focused(page), name)
        page.tab("Details").click()
        page.page.locator("#query textarea").last.focus()
        for _ in range(2):
            page.page.keyboard.press("F6")
        expect(page.tab("Details")).to_be_focused()

    def test_on_a_phone_one_key_stays_in_what_is_seen(self):
        page = self.open(viewport=NARROW)
        page.page.locator("#query textarea").last.focus()
        for expected in ("inputs", "query", "inputs"):
            page.page.keyboard.press("F6")
            self.assertEqual(page.page.evaluate(PART), expected)

    def test_the_schema_is_searched_and_walked_by_keyboard(self):
        page = self.open()
        self.search(page, "difficulty")
        page.page.keyboard.press("ArrowDown")
        expect(page.button("Difficulty", exact=False).first).to_be_focused()
        page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("ArrowUp")
        page.page.keyboard.press("ArrowUp")
        expect(page.page.get_by_label("Search the schema")).to_be_focused()
        page.page.keyboard.press("Enter")
        expect(page.page.locator("#schema").get_by_role("heading", name="enum Difficulty")).to_be_visible()
        # What had the focus is gone; the next key must not begin at the top of the document.
        self.assertIn("page", self.focused(page))
        page.page.keyboard.press("Tab")
        self.assertEqual(page.page.evaluate(PART), "schema")

    def test_links_and_steps_in_the_schema_keep_the_focus_there(self):
        page = self.open()
        self.search(page, "Query.diagram")
        page.page.keyboard.press("Enter")
        page.page.locator("#schema").get_by_role("button", name="Diagram", exact=True).first.focus()
        page.page.keyboard.press("Enter")
        expect(page.page.locator("#schema").get_by_role("heading", name="type Diagram")).to_be_visible()
        self.assertIn("page", self.focused(page))
        page.button("Back", exact=True).focus()
        page.page.keyboard.press("Enter")
        self.assertEqual(self.focused(page), "Back")
        page.page.keyboard.press("Enter")
        # There is nothing further back: the button cannot keep it.
        expect(page.button("Back", exact=True)).to_be_disabled()
        self.assertIn("page", self.focused(page))

    def test_documentation_leaves_the_editor_its_focus_and_takes_it_from_what_it_hides(self):
        page = self.open()
        page.write("{ diagrams { title } }")
        page.page.keyboard.press("Control+Home")
        for _ in range(3):
            page.page.keyboard.press("ArrowRight")
        page.page.keyboard.press("F1")
        expect(page.page.locator("#schema").get_by_role("heading", name="Query .diagrams")).to_be_visible()
        self.assertEqual(page.page.evaluate(PART), "query")
        page.page.keyboard.press("Alt+B")
        page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("F1")
        expect(page.page.locator("#builder")).to_be_hidden()
        self.assertEqual(page.page.evaluate(PART), "schema")

    def test_of_fields_with_one_name_those_of_the_roots_stand_first(self):
        page = self.open()
        self.search(page, "diagram")
        titles = page.page.locator("#schema .row-title").all_text_contents()
        self.assertEqual(titles[:2], ["Diagram", "Query.diagram"])
        self.assertLess(titles.index("Query.diagram"), titles.index("CreateDiagramPayload.diagram"))
        others = [name for name in titles if name.endswith(".diagram") and not name.startswith("Query")]
        payloads = [name.endswith("Payload.diagram") for name in others]
        self.assertEqual(payloads, sorted(payloads), others)

    def test_the_keys_of_the_list_are_keys(self):
        page = self.open()
        page.button("Keyboard shortcuts").click()
        keys = page.page.locator("#help-dialog kbd").all_text_contents()
        self.assertEqual([key for key in keys if "," in key or key in ("or", "then")], [])
        expect(page.page.locator("#help-dialog dt", has_text="F1").first).to_have_text("F1orCtrlclick")
