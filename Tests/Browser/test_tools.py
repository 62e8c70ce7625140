"""What else is done with an operation and its answer: merging, copying, sharing, downloading, looking names up."""
import json
import pathlib

from playwright.sync_api import expect

from playground import BrowserTests

COPIED = "() => navigator.clipboard.readText()"


class ToolTests(BrowserTests):
    def open(self, **options):
        page = super().open(**options)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        return page

    def choose(self, page, name):
        page.button("More to do with the operation").click()
        page.page.get_by_role("menuitem", name=name).click()

    def test_fragments_are_merged_where_they_are_spread(self):
        page = self.open()
        page.write("""query A {
              labs { ...F title ... on Lab { id } skills { name } } node(id: 1) { ...F @include(if: true) }
            }
            fragment F on Lab { id skills { id ...G } } fragment G on Skill { name }""")
        self.choose(page, "Merge fragments")
        self.assertEqual(page.query, "query A {\n  labs {\n    id\n    skills {\n      id\n      name\n    }\n"
                         "    title\n  }\n  node(id: 1) {\n    ... on Lab @include(if: true) {\n      id\n"
                         "      skills {\n"
                         "        id\n        name\n      }\n    }\n  }\n}\n")
        page.write("query A { labs { ...F } } fragment F on Lab { id prerequisites { ... on Lab { ...F } } }")
        page.page.keyboard.press("Shift+Alt+M")
        self.assertIn("...F", page.query)
        bomb = "query A { labs { ...F0 } }" + "".join(
            f" fragment F{n} on Lab {{ x: prerequisites {{ ...F{n + 1} }} y: prerequisites {{ ...F{n + 1} }} }}"
            for n in range(40)) + " fragment F40 on Lab { id }"
        page.write(bomb)
        page.page.keyboard.press("Shift+Alt+M")
        self.assertEqual(page.query, bomb)

    def test_the_menu_is_walked_by_keyboard(self):
        page = self.open()
        page.button("More to do with the operation").focus()
        for key in ("Enter", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
            page.page.keyboard.press(key)
        expect(page.page.get_by_role("menuitem", name="Merge fragments")).to_be_focused()
        page.page.keyboard.press("Escape")
        expect(page.button("More to do with the operation")).to_be_focused()
        expect(page.page.get_by_role("menu")).to_be_hidden()

    def test_an_operation_is_copied_and_as_a_command_without_secrets(self):
        page = self.open()
        page.sign_in("learner")
        page.write("query A($password: String) { labs { id } } query B { viewer { id } }",
                   '{"password": "it\'s secret", "note": "it\'s"}')
        page.tab("Headers").click()
        page.page.locator("#headers textarea").last.focus()
        page.page.keyboard.insert_text('{"X-Trace": "it\'s", "X-Api-Key": "hidden-value"}')
        page.page.locator("#query textarea").last.focus()
        self.choose(page, "Copy the operation")
        expect(page.page.locator("#announcement")).to_contain_text("Copied")
        self.assertEqual(page.page.evaluate(COPIED), page.query)
        self.choose(page, "Copy as a curl command")
        page.page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('curl')")
        command = page.page.evaluate(COPIED)
        self.assertIn("""-H 'X-Trace: it'\\''s'""", command)
        self.assertIn('"X-Api-Key: $X_API_KEY"', command)
        self.assertIn("Bearer $ATLAS_TOKEN", command)
        self.assertIn('"operationName":"B"', command)
        for secret in ("secret\"", "hidden-value", "eyJ"):
            self.assertNotIn(secret, command)

    def test_an_answer_is_downloaded_under_the_name_of_its_operation(self):
        page = self.open()
        page.write("query Two { labs(filter: {limit: 2}) { id } }")
        page.run()
        page.wait_for_answer("lab_")
        with page.page.expect_download() as download:
            page.button("Download the answer").click()
        self.assertEqual(download.value.suggested_filename, "Two.json")
        self.assertEqual(len(json.loads(pathlib.Path(download.value.path()).read_text())["data"]["labs"]), 2)

    def test_the_card_of_a_name_can_be_reached_and_its_link_followed(self):
        page = self.open()
        page.write("{ currentUser { role } }")
        name = page.page.locator("#query .cm-property", has_text="role")
        name.hover()
        card = page.page.locator(".hover-card:visible")
        expect(card).to_contain_text("User.role: Role!")
        expect(card).to_contain_text("Deprecated. A user may hold several roles")
        card.get_by_role("button", name="Documentation").click()
        expect(page.page.locator("#schema").get_by_role("heading", name="User .role")).to_be_visible()
        expect(page.page.locator(".hover-card:visible")).to_have_count(0)

    def test_whatever_the_schema_calls_secret_is_never_kept(self):
        page = self.open()
        kept = page.import_and("""async () => {
          const { isSecretName } = await import('/playground/state/secrets.js');
          const { appliedDirectives } = await import('/playground/language/applied.js');
          const inputs = appliedDirectives(await (await fetch('/schema.graphql')).text());
          const secret = [...inputs].filter(([name, all]) => /Input\\./.test(name)
            && all.some((each) => each.startsWith('@sensitive') && each.includes('SECRET'))).map(([name]) => name);
          return [secret.length, secret.filter((name) => !isSecretName(name.split('.')[1]))];
        }""")
        self.assertGreater(kept[0], 5)
        self.assertEqual(kept[1], [])
