"""The editor by keyboard: completion, problems, layout, comments, folding, search."""
from playwright.sync_api import expect

from playground import BrowserTests


SELECTED = "() => document.querySelector('#query .CodeMirror').CodeMirror.getSelection()"
HAS_FOCUS = "() => document.getElementById('query').contains(document.activeElement)"


class EditorTests(BrowserTests):
    def test_a_field_is_completed_and_the_operation_run_without_a_pointer(self):
        page = self.open()
        page.page.keyboard.press("Alt+N")
        page.page.keyboard.type("{ diagr")
        expect(page.page.locator(".CodeMirror-hints")).to_contain_text("diagramsConnection")
        expect(page.page.locator(".completion-about:visible")).to_contain_text("One diagram")
        page.page.keyboard.press("ArrowDown")
        page.page.keyboard.press("Enter")
        page.page.keyboard.type("tit")
        expect(page.page.locator(".CodeMirror-hint-active")).to_contain_text("title")
        page.page.keyboard.press("Tab")
        self.assertEqual("".join(page.query.split()), "{diagrams{title}}")
        page.run()
        expect(page.status).to_contain_text("200 OK")
        self.assertIn("The circuit breaker", page.answer)

    def test_what_has_just_been_completed_can_be_run(self):
        page = self.open()
        page.page.keyboard.press("Alt+N")
        page.page.keyboard.type("{ labs")
        page.page.keyboard.press("Enter")
        self.assertEqual("".join(page.query.split()), "{labs{}}")
        # What fits into the new braces is offered at once.
        expect(page.page.locator(".CodeMirror-hints")).to_contain_text("difficulty")
        page.run()
        page.wait_for_answer('"id"')
        expect(page.page.locator(".CodeMirror-hints")).to_have_count(0)
        self.assertEqual(page.query, "{ labs {\n  id\n}}")

    def test_arguments_values_and_variables_are_completed(self):
        page = self.open()
        for before, chosen in (("query A($d: Diffi", "Difficulty"), ("{ labs(filter: {difficulty: ADV", "ADVANCED"),
                               ("{ diagram(", "id"), ("{ viewer { id @ski", "skip"),
                               ("{ node(id: 1) { ... on Labe", "LabEnvironment")):
            with self.subTest(before):
                page.page.keyboard.press("Alt+N")
                page.page.keyboard.insert_text(before)
                page.page.keyboard.press("Control+Space")
                if chosen not in page.query:
                    expect(page.page.locator(".CodeMirror-hints")).to_contain_text(chosen)
                page.page.keyboard.press("Escape")

    def test_names_of_variables_are_completed_in_their_editor(self):
        page = self.open()
        page.write("query A($filter: DiagramFilter) { diagrams(filter: $filter) { id } }")
        page.page.locator("#variables textarea").last.focus()
        page.page.keyboard.type('{"')
        expect(page.page.locator(".CodeMirror-hints")).to_contain_text("filter")

    def test_problems_are_told_with_their_place_and_lead_there(self):
        page = self.open()
        page.write("query A {\n  diagram { titel }\n}")
        problems = page.page.locator("#problems")
        expect(problems).to_contain_text('"diagram" needs the argument "id" (ID!).')
        problems.get_by_role("button", name="2:13").click()
        self.assertEqual(page.page.evaluate(SELECTED), "titel")

    def test_a_name_that_was_meant_takes_the_place_of_the_wrong_one(self):
        page = self.open()
        problems = page.page.locator("#problems")
        wrong, right = "{ labs { titel } }", "{ labs { title } }"
        page.write(wrong)
        problems.get_by_role("button", name="Use title").click()
        self.assertEqual(page.query, right)
        self.assertTrue(page.page.evaluate(HAS_FOCUS))
        expect(problems).to_be_hidden()
        with self.subTest("at the name"):
            page.write(wrong)
            expect(problems).to_be_visible()
            page.page.locator("#query .cm-property", has_text="titel").hover()
            page.page.locator(".hover-card:visible").get_by_role("button", name="Use title").click()
            self.assertEqual(page.query, right)
            expect(page.page.locator(".hover-card:visible")).to_have_count(0)
        with self.subTest("by completion, of what the problem has selected"):
            page.write(wrong)
            problems.get_by_role("button", name="1:10").click()
            self.assertEqual(page.page.evaluate(SELECTED), "titel")
            page.page.keyboard.press("Control+Space")
            self.assertEqual(page.query, right)
        with self.subTest("by completion, behind the name"):
            page.page.keyboard.press("Alt+N")
            page.page.keyboard.insert_text("{ labs { titel")
            page.page.keyboard.press("Control+Space")
            self.assertEqual(page.query, "{ labs { title")
        with self.subTest("among the variables"):
            page.write("query A($filter: LabFilter) { labs(filter: $filter) { id } }", '{"filtr": {"limt": 2}}')
            problems.get_by_role("button", name='Use "filter"').click()
            problems.get_by_role("button", name='Use "limit"').click()
            self.assertEqual(page.text_of("variables"), '{"filter": {"limit": 2}}')

    def test_a_text_area_takes_a_name_that_was_meant_too(self):
        def leave_out(page):
            page.route("**/playground/settings.json", lambda route: route.fulfill(
                json={"development": True, "editor": False, "layout": False}))

        page = self.open(prepare=leave_out)
        page.write("{ labs { titel } }")
        page.button("Use title").click()
        self.assertEqual(page.query, "{ labs { title } }")
        expect(page.page.locator("#problems")).to_be_hidden()

    def test_what_is_near_a_name_is_offered_to_whoever_asks_and_to_nobody_else(self):
        page = self.open()
        page.page.keyboard.press("Alt+N")
        page.page.keyboard.type("{ labs { titel")
        expect(page.page.locator("#problems")).to_contain_text("titel")
        expect(page.page.locator(".CodeMirror-hints")).to_have_count(0)
        # Of a selection of more than a word nothing is completed.
        page.page.keyboard.press("Shift+Home")
        page.page.keyboard.press("Control+Space")
        self.assertEqual(page.page.evaluate(SELECTED), "{ labs { titel")
        self.assertEqual(page.query, "{ labs { titel}}")

    def test_an_error_of_the_server_leads_to_its_field(self):
        page = self.open()
        page.write('{\n  rateLimit { limit }\n  absent: diagram(id: "diagram_999999") { title }\n}')
        page.run()
        page.button("NOT_FOUND", exact=False).click()
        self.assertEqual(page.page.evaluate(SELECTED), "diagram")

    def test_what_must_be_selected_is_filled_in_when_one_runs(self):
        page = self.open()
        page.write("{ labs(filter: {limit: 1}) { skills diagrams(first: 1) } }")
        page.run()
        page.wait_for_answer('"skills"')
        self.assertEqual(
            page.query, "{ labs(filter: {limit: 1}) { skills { id } diagrams(first: 1) { nodes { id } } } }")

    def test_layout_comments_and_search(self):
        page = self.open()
        page.write("query A{labs(filter:{limit:2}){id # why\n title}}")
        page.page.keyboard.press("Shift+Alt+F")
        self.assertEqual(page.query, "query A {\n  labs(filter: {limit: 2}) {\n    id # why\n    title\n  }\n}\n")
        page.page.keyboard.press("Control+Home")
        page.page.keyboard.press("Control+/")
        self.assertTrue(page.query.startswith("# query A {"))
        page.page.keyboard.press("Control+/")
        page.page.keyboard.press("Control+F")
        page.page.keyboard.type("title")
        expect(page.page.locator("#query .count")).to_have_text("1 of 1")
        page.page.keyboard.press("Escape")
        page.page.keyboard.press("Escape")
        page.page.keyboard.press("Tab")
        self.assertFalse(page.page.evaluate(HAS_FOCUS))

    def test_escape_and_tab_leave_the_editor_in_both_directions(self):
        page = self.open()
        text = "query A {\n  labs {\n    id\n  }\n}"
        for key, keeps in (("Tab", False), ("Shift+Tab", False), ("Shift", True)):
            with self.subTest(key):
                page.write(text)
                page.page.keyboard.press("Control+End")
                page.page.keyboard.press("ArrowUp")
                page.page.keyboard.press("Escape")
                page.page.keyboard.press(key)
                self.assertEqual(page.query, text)
                self.assertEqual(page.page.evaluate(HAS_FOCUS), keeps)
        # Whoever writes on stays.
        page.page.keyboard.type("A")
        page.page.keyboard.press("Shift+Tab")
        self.assertTrue(page.page.evaluate(HAS_FOCUS))

    def test_the_pointer_gets_the_documentation_of_a_name(self):
        page = self.open()
        page.write("{ diagrams { title } }")
        name = page.page.locator("#query .cm-property", has_text="diagrams")
        name.hover()
        expect(page.page.locator(".hover-card:visible")).to_contain_text("Published diagrams by title")
        name.click(modifiers=["Control"])
        expect(page.page.locator("#schema").get_by_role("heading", name="Query .diagrams")).to_be_visible()
