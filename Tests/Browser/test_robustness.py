"""What goes wrong elsewhere: no server, a slow one, huge answers, floods of events, no storage, hostile words."""
import json

from playwright.sync_api import expect

from playground import WIDE, BrowserTests

HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
LONGEST = """() => { window.longest = 0; new PerformanceObserver((list) => { for (const each of list.getEntries())
  window.longest = Math.max(window.longest, each.duration); }).observe({ entryTypes: ['longtask'] }); }"""


class RobustnessTests(BrowserTests):
    def answering(self, content, **options):
        """A page that gets this answer to every operation with the name Mine."""
        def answer(route):
            if "Mine" in (route.request.post_data or ""):
                return route.fulfill(body=content, content_type="application/json")
            return route.continue_()

        page = self.open(prepare=lambda each: each.route("**/graphql", answer), **options)
        page.write("query Mine { labs { id } }")
        return page

    def test_without_a_server_the_page_says_so_and_goes_on(self):
        page = self.open()
        page.context.set_offline(True)
        page.write("{ labs { id } }")
        page.run()
        expect(page.status).to_contain_text("The server cannot be reached.")
        page.button("Schema", exact=True).click()
        page.button("Ask the server again").click()
        expect(page.page.locator("#server")).to_contain_text("No schema")
        page.context.set_offline(False)
        page.button("Ask the server again").click()
        expect(page.page.locator("#server")).to_have_text("")
        page.page.locator("#query textarea").last.focus()
        page.run()
        expect(page.status).to_contain_text("200 OK")
        page.faults = [each for each in page.faults if "ERR_INTERNET_DISCONNECTED" not in each]

    def test_a_slow_answer_can_be_stopped_and_no_late_one_is_shown(self):
        held = []
        page = self.open(prepare=lambda each: each.route(
            "**/graphql", lambda route: held.append(route) if "Slow" in (route.request.post_data or "")
            else route.continue_()))
        page.write("query Slow { labs { id } }")
        page.run()
        expect(page.status).to_contain_text("Waiting for the answer")
        page.button("Stop", exact=True).click()
        expect(page.status).to_contain_text("Stopped")
        expect(page.button("Run", exact=True)).to_be_visible()
        self.assertEqual(len(held), 1)
        held[0].abort()
        self.assertEqual(page.answer, "")

    def test_an_answer_that_is_no_json_is_quoted_as_text(self):
        page = self.answering(f"<html>{HOSTILE}</html>")
        page.run()
        expect(page.status).to_contain_text("no JSON: <html></script><img src=x")
        self.assertNotEqual(page.page.title(), "taken")

    def test_ten_megabytes_do_not_stop_the_page(self):
        rows = [{"id": f"lab_{n}", "title": f"Row {n} of many", "tags": ["a", "b"]} for n in range(120_000)]
        for data in ({"labs": rows}, {"blob": "x" * 10_000_000}):
            with self.subTest(list(data)[0]):
                content = json.dumps({"data": data})
                page = self.answering(content)
                page.page.evaluate(LONGEST)
                page.run()
                expect(page.status).to_contain_text("200 OK", timeout=30_000)
                expect(page.page.locator("#excerpt")).to_contain_text("Too long to be shown whole.")
                page.page.keyboard.press("Alt+N")
                page.page.keyboard.type("{ a")
                self.assertIn("{ a", page.query)
                self.assertLess(page.page.evaluate("() => window.longest"), 5000)
                page.tab("Mine").click()
                with page.page.expect_download() as download:
                    page.button("Download the answer").click()
                with open(download.value.path(), encoding="utf-8") as file:
                    self.assertEqual(json.load(file)["data"], data)

    def test_a_thousand_events_are_counted_and_the_newest_shown(self):
        events = "".join(f'event: next\ndata: {{"data": {{"n": {n}}}}}\n\n' for n in range(1000))

        def answer(route):
            if "Flood" in (route.request.post_data or ""):
                return route.fulfill(body=f"{events}event: complete\ndata:\n\n", content_type="text/event-stream")
            return route.continue_()

        page = self.open(prepare=lambda each: each.route("**/graphql", answer))
        page.write("subscription Flood { progressUpdated(userId: 1) { version } }")
        page.page.get_by_label("over").select_option(label="SSE")
        page.page.locator("#query textarea").last.focus()
        page.run()
        expect(page.status).to_contain_text("1000 events")
        page.wait_for_answer('"n": 999')
        log = page.page.locator("#event-log")
        expect(log.get_by_role("button")).to_have_count(200)
        log.get_by_text("#990", exact=True).click()
        page.wait_for_answer('"n": 989')
        with page.page.expect_download() as download:
            page.button("Download the answer").click()
        with open(download.value.path(), encoding="utf-8") as file:
            self.assertEqual([each["payload"]["data"]["n"] for each in json.load(file)], list(range(500, 1000)))

    def test_without_storage_everything_works_and_nothing_is_kept(self):
        for broken in ("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } });",
                       "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"):
            with self.subTest(broken[:24]):
                page = self.open(prepare=lambda each: each.add_init_script(broken))
                page.write("{ labs(filter: {limit: 1}) { id } }")
                page.run()
                expect(page.status).to_contain_text("200 OK")
                page.sign_in("learner")
                page.button("Builder", exact=True).click()
                page.open()
                self.assertIn("query Diagram(", page.query)

    def test_hostile_words_stay_words(self):
        flow = f"flowchart LR\n A[\"{HOSTILE}\"] -->|{HOSTILE}| B[{HOSTILE}]\n subgraph {HOSTILE}\n C\n end"
        content = json.dumps({
            "data": {"title": HOSTILE, "text": f"# {HOSTILE}", "mermaidSource": flow,
                     "link": "[x](javascript:document.title='taken')"},
            "errors": [{"message": HOSTILE, "path": [HOSTILE], "extensions": {"code": HOSTILE}}],
            "extensions": {HOSTILE: {HOSTILE: HOSTILE}, "cost": {"requested": HOSTILE}},
        })
        page = self.answering(content, viewport=WIDE)
        page.run()
        expect(page.page.locator("#errors")).to_contain_text("onerror")
        for name in ("Details", "Diagrams"):
            page.tab(name).click()
        expect(page.page.locator("#diagrams-panel figure")).to_be_visible()
        self.assertEqual(page.page.locator("main img, main script, main a[href^=javascript]").count(), 0)
        self.assertNotEqual(page.page.title(), "taken")
