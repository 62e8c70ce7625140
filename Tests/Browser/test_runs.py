"""Running operations: queries with their cost, mutations, subscriptions over both transports, parts, diagrams."""
import json
import time

from playwright.sync_api import TimeoutError as NotSeen
from playwright.sync_api import expect

from playground import BrowserTests

LEFT = "{ diagrams(filter: {completed: false, limit: 1}) { id } }"
COMPLETE = "mutation Complete($id: ID!) { completeDiagram(diagramId: $id) { version } }"
PROGRESS = "subscription Progress($me: ID!) { progressUpdated(userId: $me) { version overallPercent } }"

# Runs the examples in their order, each with what those before it have made; but not those about sessions.
EXAMPLES = """async () => {
  const { examples } = await import('/playground/examples/all.js');
  const { Session } = await import('/playground/state/session.js');
  const { KnownIds } = await import('/playground/state/known.js');
  const { ask } = await import('/playground/transport/http.js');
  const session = new Session();
  const known = new KnownIds(session);
  const problems = [];
  let count = 0;
  for (const { title, query, values } of examples) {
    if (/^subscription|^mutation (Login|Register|SignOut|Export)/.test(query)) continue;
    count += 1;
    try {
      let answer = null;
      // What one example has begun in the background, the next may have to wait for.
      for (let attempt = 0; attempt < 50; attempt += 1) {
        answer = await ask(query, await known.fill(values), { token: await session.token() });
        if (!/"code":"STATE"/.test(JSON.stringify(answer.data))) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      known.note(answer, query.startsWith('mutation') ? 'mutation' : 'query');
      const refused = /"userErrors":\\[\\{.*/.exec(JSON.stringify(answer.data))?.[0];
      if (answer.errors || refused) problems.push(`${title}: ${refused ?? JSON.stringify(answer.errors)}`);
    } catch (fault) {
      problems.push(`${title}: ${fault.message}`);
    }
  }
  return [count, problems];
}"""


class RunTests(BrowserTests):
    def test_an_answer_says_what_it_cost_and_how_long_it_took(self):
        page = self.open()
        page.write("{ rateLimit { limit } diagrams(filter: {limit: 3}) { title labs(first: 2) { nodes { id } } } }")
        page.run()
        expect(page.status).to_contain_text("points")
        page.tab("Details").click()
        details = page.page.get_by_role("tabpanel", name="Cost, timing and headers")
        for word in ("Until the first byte", "Requested", "Restore per second", "x-request-id"):
            expect(details).to_contain_text(word)

    def test_signed_in_a_mutation_is_seen_by_a_subscription_and_a_pause_loses_nothing(self):
        for account, transport in (("learner", "WebSocket"), ("learner2", "SSE")):
            with self.subTest(transport):
                page = self.open()
                page.sign_in(account)
                me = page.import_and("() => JSON.parse(sessionStorage.getItem('atlas-playground.session')).user.id")
                page.write(PROGRESS, json.dumps({"me": me}))
                page.page.get_by_label("over").select_option(label=transport)
                page.page.locator("#query textarea").last.focus()
                page.run()
                expect(page.status).to_contain_text("Listening")
                self.cause_events(page)
                expect(page.status).to_contain_text("1 event")
                page.button("Pause", exact=True).click()
                expect(page.status).to_contain_text("Paused")
                missed = self.complete(page)
                page.tab("Progress").click()
                page.button("Resume behind event", exact=False).click()
                expect(page.status).to_contain_text("Listening")
                page.wait_for_answer(f'"version": {missed}')
                page.status.get_by_role("button", name="Stop").click()
                expect(page.status).to_contain_text("Stopped")

    def cause_events(self, page):
        """Nothing tells when a subscription has begun, so diagrams are completed until an event arrives."""
        for _ in range(5):
            self.complete(page)
            page.tab("Progress").click()
            deadline = time.monotonic() + 2
            while time.monotonic() < deadline:
                if "0 events" not in page.status.inner_text():
                    return
                page.page.wait_for_timeout(50)
        raise AssertionError("no event came")

    def complete(self, page):
        """Completes a diagram in a tab of its own; the version of the progress afterwards."""
        page.write(LEFT)
        page.run()
        expect(page.status).to_contain_text("200 OK")
        left = json.loads(page.answer)["data"]["diagrams"][0]["id"]
        page.write(COMPLETE, json.dumps({"id": left}), new=False)
        page.run()
        page.wait_for_answer("version")
        version = json.loads(page.answer)["data"]["completeDiagram"]["version"]
        page.page.keyboard.press("Alt+W")
        return version

    def choose(self, page, words, tab):
        page.page.get_by_label("Search examples").fill(words)
        page.page.locator("#examples .row").first.click()
        expect(page.tab(tab)).to_have_attribute("aria-selected", "true")

    def test_an_example_causes_what_the_subscription_before_it_listens_to_also_a_second_time(self):
        for account, listening, causing in (
                ("learner", ("Pause, complete one more", "Progress"), ("Complete a diagram", "Complete")),
                ("instructor", ("An answer as it is written", "Written"), ("Ask, and do not wait", "AskLater"))):
            with self.subTest(listening[1]):
                page = self.open()
                page.sign_in(account)
                self.choose(page, *listening)
                page.run()
                expect(page.status).to_contain_text("Listening")
                unseen = page.tab(listening[1]).locator(".badge")
                for _ in range(2):
                    self.cause(page, causing, unseen)
                    page.tab(listening[1]).click()
                    expect(unseen).to_be_hidden()
                expect(page.page.locator("#errors")).to_be_hidden()

    def cause(self, page, example, unseen):
        """Chooses an example and runs it until the other tab counts an event that nobody has seen: nothing tells when a
        subscription has begun."""
        for _ in range(5):
            page.page.keyboard.press("Alt+1")
            self.choose(page, *example)
            page.run()
            expect(page.status).to_contain_text("200 OK")
            try:
                return unseen.wait_for(timeout=2_000)
            except NotSeen:
                continue
        raise AssertionError("no event came")

    def test_who_is_not_signed_in_is_led_there_and_an_open_example_becomes_theirs(self):
        for transport in ("WebSocket", "SSE"):
            with self.subTest(transport):
                page = self.open()
                self.choose(page, "Pause, complete one more", "Progress")
                self.assertNotIn("choose it again", page.page.locator("#about").inner_text())
                page.page.get_by_label("over").select_option(label=transport)
                page.page.locator("#query textarea").last.focus()
                page.run()
                # A refusal is no event, and says itself why.
                expect(page.status).to_contain_text("Failed")
                expect(page.status).to_contain_text("You must be signed in to do this.")
                expect(page.status).to_contain_text("0 events")
                expect(page.page.locator("#event-log")).to_be_hidden()
                page.wait_for_answer("UNAUTHENTICATED")
                page.page.locator("#errors").get_by_role("button", name="Sign in").click()
                page.page.get_by_role("dialog").get_by_role("button", name="learner2 ").click()
                expect(page.button("Run it again")).to_be_focused()
                me = page.import_and("() => JSON.parse(sessionStorage.getItem('atlas-playground.session')).user.id")
                self.assertNotEqual(me, "user_1")
                self.wait_for_variables(page, me)
                page.page.keyboard.press("Enter")
                expect(page.status).to_contain_text("Listening")
                expect(page.page.locator("#errors")).to_be_hidden()

    def test_what_somebody_has_written_is_not_replaced_when_they_sign_in(self):
        page = self.open()
        self.choose(page, "My standing", "MyProgress")
        page.write(None, '{"userId": "user_2"}', new=False)
        self.choose(page, "Mastery by skill", "Heatmap")
        page.open()
        page.sign_in("learner2")
        me = page.import_and("() => JSON.parse(sessionStorage.getItem('atlas-playground.session')).user.id")
        self.wait_for_variables(page, me)
        page.tab("MyProgress").click()
        self.assertEqual(page.text_of("variables"), '{"userId": "user_2"}')

    def test_what_is_run_again_is_what_was_run(self):
        page = self.open()
        page.write("query Mine { currentUser { id } }\nquery Other { __typename }")
        page.page.locator("#operation").select_option(label="Mine")
        page.button("Run", exact=True).click()
        page.wait_for_answer("UNAUTHENTICATED")
        page.page.locator("#operation").select_option(label="Other")
        page.page.locator("#errors").get_by_role("button", name="Sign in").click()
        page.page.get_by_role("dialog").get_by_role("button", name="learner takes").click()
        page.page.locator("#errors").get_by_role("button", name="Run it again").click()
        page.wait_for_answer("currentUser")

    def test_what_listens_keeps_what_it_listens_to_when_somebody_else_signs_in(self):
        page = self.open()
        page.sign_in("learner")
        self.choose(page, "Pause, complete one more", "Progress")
        self.wait_for_variables(page, "user_1")
        page.run()
        expect(page.status).to_contain_text("Listening")
        self.choose(page, "My standing", "MyProgress")
        page.sign_in("learner2")
        me = page.import_and("() => JSON.parse(sessionStorage.getItem('atlas-playground.session')).user.id")
        self.wait_for_variables(page, me)
        page.tab("listening Progress").click()
        self.wait_for_variables(page, "user_1")

    def wait_for_variables(self, page, text):
        page.page.wait_for_function(
            "text => document.querySelector('#variables .CodeMirror').CodeMirror.getValue().includes(text)", arg=text,
            timeout=10_000)

    def test_the_row_of_an_event_with_errors_is_whole(self):
        events = "".join(f'event: next\ndata: {json.dumps(each)}\n\n' for each in (
            {"data": {"progressUpdated": None}, "errors": [{"message": "Gone.", "path": ["progressUpdated"]}]},))

        def answer(route):
            if "Gone" in (route.request.post_data or ""):
                return route.fulfill(body=f"{events}event: complete\ndata:\n\n", content_type="text/event-stream")
            return route.continue_()

        page = self.open(prepare=lambda each: each.route("**/graphql", answer))
        page.write("subscription Gone { progressUpdated(userId: 1) { version } }")
        page.page.get_by_label("over").select_option(label="SSE")
        page.page.locator("#query textarea").last.focus()
        page.run()
        expect(page.status).to_contain_text("1 event")
        log = page.page.locator("#event-log")
        row = log.get_by_role("button")
        self.assertLess(row.bounding_box()["height"], 32)
        word, edge = row.locator(".bad").bounding_box(), log.bounding_box()
        self.assertLessEqual(word["x"] + word["width"], edge["x"] + edge["width"])

    def test_all_queries_and_mutations_among_the_examples_do_what_they_say(self):
        page = self.open()
        page.sign_in("admin")
        count, problems = page.import_and(EXAMPLES)
        self.assertEqual(problems, [])
        self.assertGreater(count, 50)

    def test_parts_make_up_one_answer(self):
        page = self.open()
        page.write('{ diagrams(filter: {limit: 9}) @stream(initialCount: 2) { title ... @defer { author { id } } } }')
        page.run()
        expect(page.status).to_contain_text("parts")
        expect(page.status).not_to_contain_text("so far")
        diagrams = json.loads(page.answer)["data"]["diagrams"]
        self.assertEqual(len(diagrams), 9)
        self.assertTrue(all("author" in each for each in diagrams))

    def test_the_operation_at_the_cursor_runs_and_another_can_be_picked(self):
        page = self.open()
        page.write("query One { rateLimit { limit } }\nquery Two { __typename }")
        page.run()
        expect(page.status).to_contain_text("200 OK")
        self.assertIn("__typename", page.answer)
        page.page.get_by_label("Operation to run").select_option(label="One")
        page.button("Run", exact=True).click()
        page.wait_for_answer("rateLimit")

    def test_diagrams_of_an_answer_are_drawn_beside_it(self):
        page = self.open()
        page.run()
        page.button("Run", exact=True).click()
        page.tab("Diagrams").click()
        expect(page.page.locator("#diagrams-panel svg.drawing")).to_have_count(1)
        expect(page.page.locator("#diagrams-panel")).to_contain_text("Load tokens")

    def test_an_example_knows_ids_and_runs(self):
        page = self.open()
        page.sign_in("creator")
        page.page.get_by_label("Search examples").fill("my standing")
        page.button("My standing", exact=False).click()
        expect(page.tab("MyProgress")).to_be_visible()
        page.run()
        expect(page.status).to_contain_text("200 OK")
        self.assertIn("overallPercent", page.answer)
        self.assertNotIn('"errors"', page.answer)
