"""The page itself: how it is delivered, its colours, its narrow shape, the schema's pages, and what it remembers."""
from playwright.sync_api import expect

from playground import NARROW, BrowserTests

LOGIN = """mutation Login($email: String!, $password: String!) {
  login(email: $email, password: $password) { accessToken }
}"""


class PageTests(BrowserTests):
    def test_it_comes_with_a_strict_policy_and_shows_an_example(self):
        page = self.open()
        policy = page.response.headers["content-security-policy"]
        self.assertIn("default-src 'none'; script-src 'self'; style-src 'self';", policy)
        self.assertNotIn("unsafe", policy)
        self.assertIn("query Diagram(", page.query)
        self.assertNotIn("$diagram", page.text_of("variables"))

    def test_it_is_dark_where_the_system_is_and_where_it_is_told_to_be(self):
        brightness = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]"
        self.assertGreater(self.open().page.evaluate(brightness), 200)
        self.assertLess(self.open(scheme="dark").page.evaluate(brightness), 60)
        page = self.open()
        page.button("Colours: as the system").click()
        page.button("Colours: light").click()
        self.assertLess(page.page.evaluate(brightness), 60)
        page.open()
        self.assertLess(page.page.evaluate(brightness), 60)

    def test_a_phone_shows_one_pane_at_a_time_and_nothing_sticks_out(self):
        page = self.open(viewport=NARROW)
        answer = page.page.get_by_label("Response", exact=True).first
        width = "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
        expect(answer).to_be_hidden()
        page.button("Run").click()
        expect(page.status).to_contain_text("200")
        self.assertLessEqual(page.page.evaluate(width), 390)
        for name in ("Examples", "Schema", "History"):
            page.button(name, exact=True).click()
            expect(page.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
            self.assertLessEqual(page.page.evaluate(width), 390, name)
        page.button("Query", exact=True).click()
        expect(page.page.locator("#query")).to_be_visible()

    def test_the_toolbar_fits_a_phone_and_what_has_no_room_is_in_the_menu(self):
        for width in (390, 360):
            page = self.open(viewport={"width": width, "height": 800})
            page.write("query Other { __typename } subscription Progress { progressUpdated(userId: 1) { version } }")
            toolbar = page.page.locator(".request .toolbar")
            expect(toolbar.get_by_role("button", name="Listen", exact=True)).to_be_visible()
            for part in toolbar.locator("button:visible, select:visible").all():
                box = part.bounding_box()
                self.assertGreaterEqual(box["width"], 30, part)
                self.assertLessEqual(box["x"] + box["width"], width, part)
            page.button("More to do with the operation").click()
            page.page.get_by_role("menuitem", name="Lay out").click()
            self.assertIn("query Other {\n  __typename\n}", page.query)
            page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            page.button("More to do with the operation").click()
            page.page.get_by_role("menuitem", name="Copy a link").click()
            page.page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('#operation=')")

    def test_what_is_tapped_on_a_phone_is_large_enough(self):
        page = self.open(viewport=NARROW)
        page.write("{ labs(filter: {limit: 2}) { titel } }")
        expect(page.page.locator("#problems button").first).to_be_visible()

        def sizes(selector, width, height):
            parts = page.page.locator(f"{selector}:visible")
            expect(parts.first).to_be_visible()
            for box in (part.bounding_box() for part in parts.all()):
                self.assertGreaterEqual(box["width"], width, selector)
                self.assertGreaterEqual(box["height"], height, selector)

        sizes(".tab-close", 32, 32)
        sizes("#problems button", 40, 40)
        sizes("#explain", 40, 34)
        page.button("Schema", exact=True).click()
        sizes("#schema .members .link", 20, 32)
        page.page.get_by_label("Search the schema").fill("Lab")
        page.page.locator("#schema .row").first.click()
        sizes("#schema .members .link", 20, 32)
        sizes("#schema .member .icon-button", 40, 36)
        page.button("Builder", exact=True).click()
        sizes(".tree-row", 200, 40)
        sizes(".tree-row .turn", 32, 36)
        page.button("History", exact=True).click()
        sizes("#history .side-head button", 40, 34)

    def test_the_schema_can_be_searched_walked_and_put_to_use(self):
        page = self.open()
        page.button("Schema", exact=True).click()
        page.page.get_by_label("Search the schema").fill("User.role")
        page.button("User.role", exact=False).first.click()
        panel = page.page.locator("#schema")
        expect(panel).to_contain_text("Deprecated. A user may hold several roles")
        panel.get_by_role("button", name="User", exact=True).first.click()
        expect(panel.get_by_role("heading", name="type User")).to_be_visible()
        page.button("Back", exact=True).click()
        expect(panel.get_by_role("heading", name="User .role")).to_be_visible()
        page.button("Forward", exact=True).click()
        expect(panel.get_by_role("heading", name="type User")).to_be_visible()
        page.page.get_by_label("Search the schema").fill("Query.lab")
        page.button("Query.lab", exact=False).first.click()
        expect(panel).to_contain_text("@public")
        page.button("Insert into the query").click()
        self.assertIn("query Lab($id: ID!) {\n  lab(id: $id) {\n    id", page.query)

    def test_panes_and_tabs_are_moved_by_keyboard(self):
        page = self.open()
        width = "() => document.getElementById('side').getBoundingClientRect().width"
        before = page.page.evaluate(width)
        page.page.get_by_role("separator", name="Width of the panel").focus()
        page.page.keyboard.press("ArrowRight")
        self.assertEqual(page.page.evaluate(width), before + 24)
        page.open()
        self.assertEqual(page.page.evaluate(width), before + 24)
        page.write("{ viewer { id } }")
        page.tab("viewer").focus()
        page.page.keyboard.press("ArrowLeft")
        expect(page.tab("Diagram")).to_have_attribute("aria-selected", "true")
        self.assertIn("query Diagram(", page.query)
        page.page.keyboard.press("End")
        page.page.keyboard.press("Delete")
        expect(page.tab("viewer")).to_have_count(0)

    def test_tabs_have_shortcuts(self):
        page = self.open()
        for name in ("One", "Two", "Three"):
            page.write(f"query {name} {{ __typename }}")
        for keys, name in (("Alt+2", "One"), ("Alt+9", "One"), ("Alt+PageDown", "Two"), ("Alt+PageUp", "One"),
                           ("Alt+1", "Diagram"), ("Alt+PageUp", "Three"), ("Alt+PageDown", "Diagram")):
            with self.subTest(keys):
                page.page.keyboard.press(keys)
                expect(page.tab(name)).to_have_attribute("aria-selected", "true")
        # With Option and this key a Mac writes @.
        is_free = page.page.evaluate("""() => document.body.dispatchEvent(new KeyboardEvent("keydown",
            { key: "@", code: "Digit2", altKey: true, bubbles: true, cancelable: true }))""")
        self.assertTrue(is_free)
        expect(page.tab("Diagram")).to_have_attribute("aria-selected", "true")
        page.button("Keyboard shortcuts").click()
        expect(page.page.get_by_role("dialog")).to_contain_text("PageDown")

    def test_an_operation_is_opened_once_and_its_whole_tab_is_in_sight(self):
        page = self.open()
        for number in range(14):
            page.write(f"query LongEnough{number} {{ __typename }}")
        tab = page.tab("LongEnough13")
        strip = page.page.locator("#tabs").bounding_box()
        close = page.button("Close LongEnough13").bounding_box()
        self.assertLessEqual(close["x"] + close["width"], strip["x"] + strip["width"])
        expect(tab).to_have_attribute("aria-selected", "true")
        page.page.get_by_label("Search examples").fill("send a message")
        example = page.button("Send a message", exact=False)
        example.dblclick()
        expect(page.tab("Send")).to_be_visible()
        expect(page.tab("Send")).to_have_attribute("aria-selected", "true")
        page.page.get_by_label("Search examples").fill("groups with room")
        page.button("Groups with room", exact=False).click()
        expect(page.tab("Groups")).to_be_visible()
        expect(page.tab("Send")).to_have_count(1)
        # What somebody has changed is not what the example is.
        page.tab("Send").click()
        page.write(None, '{"input": null}', new=False)
        page.page.get_by_label("Search examples").fill("send a message")
        example.click()
        expect(page.tab("Send")).to_have_count(2)

    def test_where_the_answer_stands_below_its_height_can_be_changed(self):
        for width in (900, 1024):
            page = self.open(viewport={"width": width, "height": 768})
            height = "() => document.querySelector('.request').getBoundingClientRect().height"
            line = page.page.get_by_role("separator", name="Height of the request")
            expect(line).to_have_attribute("aria-orientation", "horizontal")
            self.assertLessEqual(page.page.evaluate("() => document.documentElement.scrollWidth"), width)
            before = page.page.evaluate(height)
            box = line.bounding_box()
            page.page.mouse.move(box["x"] + 90, box["y"])
            page.page.mouse.down()
            page.page.mouse.move(box["x"] + 90, box["y"] - 100, steps=4)
            page.page.mouse.up()
            self.assertAlmostEqual(page.page.evaluate(height), before - 100, delta=1)
            line.focus()
            page.page.keyboard.press("ArrowDown")
            self.assertAlmostEqual(page.page.evaluate(height), before - 76, delta=1)
            page.open()
            self.assertAlmostEqual(page.page.evaluate(height), before - 76, delta=1)
            page.page.set_viewport_size({"width": 1400, "height": 768})
            expect(page.page.get_by_role("separator", name="Width of the request")).to_have_attribute(
                "aria-orientation", "vertical")

    def test_tabs_are_there_after_a_reload_and_a_link_opens_the_operation(self):
        page = self.open()
        page.write("query Kept($id: ID!) { lab(id: $id) { title } }", '{"id": "lab_1"}')
        expect(page.tab("Kept")).to_be_visible()
        page.open()
        self.assertIn("query Kept", page.query)
        link = page.import_and("""async () => (await import('/playground/state/workspace.js'))
            .makeLink({ query: '{ viewer { id } }', variables: '{"token": "abc", "x": 1}' })""")
        page.page.evaluate("link => { location.hash = link; }", link)
        expect(page.tab("viewer")).to_be_visible()
        self.assertEqual(page.query, "{ viewer { id } }")
        self.assertNotIn("abc", page.text_of("variables"))

    def test_the_history_finds_what_was_run_and_never_holds_a_secret(self):
        page = self.open()
        page.tab("Headers").click()
        page.write(LOGIN, '{"email": "learner@atlas.example", "password": "atlas-demo-password"}')
        page.tab("Headers").click()
        page.page.locator("#headers textarea").last.focus()
        page.page.keyboard.insert_text('{"X-Mine": "header-value"}')
        page.run()
        expect(page.status).to_contain_text("200")
        self.assertIn("accessToken", page.answer)
        page.write('mutation { login(email: "learner@atlas.example", password: "atlas-demo-password") { expiresIn } }')
        page.run()
        expect(page.status).to_contain_text("200")
        page.open()
        kept = page.page.evaluate("() => JSON.stringify(Object.entries(localStorage))")
        self.assertIn("learner@atlas.example", kept)
        for secret in ("atlas-demo-password", "header-value", "eyJ"):
            self.assertNotIn(secret, kept)
        page.button("History", exact=True).click()
        page.page.get_by_label("Search history").fill("login expiresin")
        expect(page.page.locator("#history .row")).to_have_count(1)

    def test_what_is_kept_stands_first_in_the_history_and_survives_clearing_it(self):
        page = self.open()
        for name in ("First", "Second", "Third"):
            page.write(f"query {name} {{ rateLimit {{ limit }} }}")
            page.run()
            expect(page.status).to_contain_text("200")
        page.button("History", exact=True).click()
        rows = page.page.locator("#history .row-title")
        page.button("Keep First").click()
        expect(rows.first).to_contain_text("First")
        page.button("Clear", exact=True).click()
        expect(rows).to_have_count(1)
        page.open()
        expect(rows).to_have_count(1)
        page.button("Keep First").click()
        page.button("Clear", exact=True).click()
        expect(rows).to_have_count(0)

    def test_without_the_editor_text_areas_do(self):
        def leave_out(page):
            page.route("**/playground/settings.json", lambda route: route.fulfill(
                json={"development": True, "editor": False, "layout": False}))

        page = self.open(prepare=leave_out)
        page.write("{ labs(filter: {limit: 2}) { titel } }")
        expect(page.page.locator("#problems")).to_contain_text('Lab has no field "titel". Did you mean "title"?')
        page.write("{ labs(filter: {limit: 2}) { title } }", new=False)
        page.run()
        expect(page.status).to_contain_text("200")
        self.assertIn('"title"', page.answer)

    def test_in_production_nobody_is_offered_a_demo_account(self):
        def leave_out(page):
            page.route("**/playground/settings.json", lambda route: route.fulfill(
                json={"development": False, "editor": True, "layout": True}))

        page = self.open(prepare=leave_out)
        page.page.locator("#account").click()
        dialog = page.page.get_by_role("dialog")
        expect(dialog.get_by_label("Password")).to_be_visible()
        expect(dialog.get_by_text("Demo accounts")).to_have_count(0)
        dialog.get_by_label("Address").fill("creator@atlas.example")
        dialog.get_by_label("Password").fill("atlas-demo-password")
        dialog.get_by_role("button", name="Sign in").click()
        expect(page.page.locator("#account")).not_to_contain_text("Sign in")
