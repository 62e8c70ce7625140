"""The panel that shows how an answer was made, drawn from a recorded explanation."""
import json

from playwright.sync_api import expect

from playground import NARROW, BrowserTests

EXPLANATION = {
    "stages": [{"name": "parse", "milliseconds": 0.12, "cached": True}, {"name": "execute", "milliseconds": 5.84},
               {"name": "write", "milliseconds": 0.22}],
    "fields": [
        {"path": "diagrams", "coordinate": "Query.diagrams", "parents": 1, "startMilliseconds": 0, "milliseconds": 2},
        {"path": "diagrams.title", "coordinate": "Diagram.title", "parents": 20, "startMilliseconds": 2,
         "milliseconds": 0.02},
        {"path": "diagrams.author", "coordinate": "Diagram.author", "parents": 20, "startMilliseconds": 2,
         "milliseconds": 2},
        {"path": "diagrams.title.<img src=x onerror=alert(1)>", "coordinate": "<b>", "parents": 1},
    ],
    "loaders": [{"type": "User", "asked": 20, "distinct": 3, "startMilliseconds": 2.4, "milliseconds": 1.2}],
    "statements": [
        {"name": "catalog.diagrams", "sql": "select d.id\n    from diagrams d\n    where d.status = 'PUBLISHED'",
         "rows": 20, "startMilliseconds": 0.2, "milliseconds": 1.7, "on": "primary"},
        {"name": "identity.usersByID", "sql": "select 1 / 0", "startMilliseconds": 2.5, "milliseconds": 1,
         "error": "22012", "on": "replica"},
    ],
    "cost": {"points": 41, "byCoordinate": {"Diagram.author": 20, "Query.diagrams": 21}},
}


class ExplainTests(BrowserTests):
    def explain(self, explanation, **options):
        """A page whose answers are explained when it asks for that; the bodies of its requests."""
        bodies = []

        def answer(route):
            body = route.request.post_data_json
            if "query One" not in body["query"]:
                return route.continue_()
            bodies.append(body)
            content = {"data": {"diagrams": []}, "extensions": {"cost": {"requested": 41}}}
            if body.get("extensions") == {"explain": True}:
                content["extensions"]["explain"] = explanation
            return route.fulfill(json=content)

        page = self.open(prepare=lambda each: each.route("**/graphql", answer), **options)
        page.write("query One { diagrams { title author { id } } }")
        return page, bodies

    def test_stages_fields_loaders_statements_and_cost_are_shown(self):
        page, bodies = self.explain(EXPLANATION)
        page.run()
        expect(page.status).to_contain_text("41 points")
        expect(page.tab("Explain")).to_be_hidden()
        page.button("Explain", exact=True).click()
        page.page.locator("#query textarea").last.focus()
        page.run()
        page.tab("Explain").click()
        self.assertEqual([each.get("extensions") for each in bodies], [None, {"explain": True}])
        panel = page.page.get_by_role("tabpanel", name="How the answer was made")
        expect(panel).to_contain_text("6.2 ms · 2 statements · 1 loader · 17 of 20 keys saved · 41 points")
        for name, words in (("Fields", "author Diagram.author202.0 ms"), ("Loaders", "User2031.2 ms"),
                            ("SQL statements", "catalog.diagramsprimary201.7 ms"),
                            ("SQL statements", "identity.usersByIDerror 22012"),
                            ("Cost by coordinate", "Query.diagrams21Diagram.author20")):
            with self.subTest(name):
                expect(panel.get_by_role("region", name=name)).to_contain_text(words)
        self.assertEqual(panel.locator("pre").first.inner_text(),
                         "select d.id\nfrom diagrams d\nwhere d.status = 'PUBLISHED'")
        self.assertEqual(panel.locator("img, b").count(), 0)
        self.assertNotIn("explain", page.answer)
        panel.get_by_role("button", name="author", exact=True).click()
        selected = "() => document.querySelector('#query .CodeMirror').CodeMirror.getSelection()"
        self.assertEqual(page.page.evaluate(selected), "author")
        panel.get_by_role("button", name="Diagram.author", exact=True).first.click()
        expect(page.page.locator("#schema").get_by_role("heading", name="Diagram .author")).to_be_visible()
        page.open()
        expect(page.button("Explain", exact=True)).to_have_attribute("aria-pressed", "true")

    def test_the_first_explanation_is_shown_at_once_and_later_ones_are_not_forced_on_anybody(self):
        page, _ = self.explain(EXPLANATION)
        page.run()
        expect(page.status).to_contain_text("200")
        page.button("Explain", exact=True).click()
        page.page.locator("#query textarea").last.focus()
        page.run()
        expect(page.tab("Explain")).to_have_attribute("aria-selected", "true")
        panel = page.page.locator("#explain-panel")
        expect(panel.locator(".explain-head")).to_be_visible()
        page.tab("Answer").click()
        page.page.locator("#query textarea").last.focus()
        with page.page.expect_response("**/graphql"):
            page.run()
        # The answer is there, and the page has drawn it.
        page.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        expect(page.status).to_contain_text("200")
        expect(page.tab("Answer")).to_have_attribute("aria-selected", "true")

    def test_the_heading_says_the_whole_time_and_the_stages_what_passed_between_them(self):
        stages = [{"name": "parse", "startMilliseconds": 0, "milliseconds": 0.5},
                  {"name": "charge", "startMilliseconds": 0.5, "milliseconds": 2},
                  {"name": "execute", "startMilliseconds": 4, "milliseconds": 3}]
        page, _ = self.explain({"stages": stages})
        page.button("Explain", exact=True).click()
        page.page.locator("#query textarea").last.focus()
        page.run()
        panel = page.page.get_by_role("tabpanel", name="How the answer was made")
        expect(panel.locator(".explain-head")).to_contain_text("7.0 ms")
        expect(panel.locator(".stage-names")).to_contain_text("charge2.0 msexecute3.0 msbetween them1.5 ms")
        colour = "name => getComputedStyle(document.querySelector(`.stages .stage-${name}`)).backgroundColor"
        colours = {page.page.evaluate(colour, name) for name in ("parse", "charge", "execute", "gap")}
        self.assertEqual(len(colours), 4)
        line, last = (panel.locator(each).last.bounding_box() for each in (".stages", ".stage-execute:not(.dot)"))
        self.assertAlmostEqual(line["x"] + line["width"], last["x"] + last["width"], delta=1)

    def test_a_part_of_an_explanation_is_enough(self):
        for explanation in ({}, {"stages": []}, {"fields": [{}]}, {"statements": [{"sql": "select 1"}], "cost": {}},
                            {"fields": EXPLANATION["fields"] * 1000}):
            with self.subTest(json.dumps(explanation)[:60]):
                page, _ = self.explain(explanation)
                page.button("Explain", exact=True).click()
                page.page.locator("#query textarea").last.focus()
                page.run()
                page.tab("Explain").click()
                expect(page.page.locator("#explain-panel .explain-head")).to_be_visible()

    def test_it_fits_a_phone(self):
        page, _ = self.explain(EXPLANATION, viewport=NARROW)
        page.button("Explain", exact=True).click()
        page.button("Run", exact=True).click()
        page.tab("Explain").click()
        expect(page.page.locator("#explain-panel")).to_contain_text("Diagram.author")
        width = page.page.evaluate("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        self.assertLessEqual(width, 390)

    def test_in_production_only_an_administrator_is_offered_it(self):
        page = self.open(prepare=lambda each: each.route("**/playground/settings.json", lambda route: route.fulfill(
            json={"development": False, "editor": True, "layout": True})))
        expect(page.button("Explain", exact=True)).to_be_hidden()
        page.page.locator("#account").click()
        dialog = page.page.get_by_role("dialog")
        dialog.get_by_label("Address").fill("admin@atlas.example")
        dialog.get_by_label("Password").fill("atlas-demo-password")
        dialog.get_by_role("button", name="Sign in").click()
        expect(page.button("Explain", exact=True)).to_be_visible()

    def test_the_server_explains_an_answer_and_the_events_of_a_subscription(self):
        page = self.open()
        page.button("Explain", exact=True).click()
        page.write("{ diagrams(filter: {limit: 5}) { title author { id } } }")
        page.run()
        page.tab("Explain").click()
        panel = page.page.get_by_role("tabpanel", name="How the answer was made")
        for name, words in (("Fields", "author Diagram.author5"), ("Loaders", "User5"),
                            ("SQL statements", "from diagrams d"), ("Cost by coordinate", "Query.diagrams")):
            with self.subTest(name):
                expect(panel.get_by_role("region", name=name)).to_contain_text(words)
        for name in ("parse", "validate", "plan", "execute"):
            expect(panel.locator(".stage-names")).to_contain_text(name)
