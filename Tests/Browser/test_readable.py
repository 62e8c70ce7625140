"""Whether the page can be read and used: contrast after WCAG, names for screen readers, sizes, stillness."""
from playwright.sync_api import expect

from playground import NARROW, WIDE, BrowserTests

FAINT = """() => {
  const parse = (text) => { const all = text.match(/[\\d.]+/g).map(Number); return [...all.slice(0, 3), all[3] ?? 1]; };
  const over = ([r, g, b, a], under) => [r, g, b].map((each, i) => each * a + under[i] * (1 - a));
  const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => rgb.map((each) => linear(each / 255))
    .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      layers.push(parse(getComputedStyle(each).backgroundColor));
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    const { width, height } = element.getBoundingClientRect();
    if (!words || width * height === 0 || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest('[aria-disabled=true], :disabled, .announcement, noscript, .skip, script')) continue;
    const style = getComputedStyle(element);
    const under = behind(element);
    const colour = parse(element.closest('svg.drawing') ? style.fill : style.color);
    const [one, other] = [light(over(colour, under)), light(under)];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) faults.add(`${words.slice(0, 30)} (${element.className}): ${ratio.toFixed(2)}`);
  }
  return [...faults];
}"""

NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, [role=tab], [role=treeitem], a')]
  .filter((each) => each.checkVisibility() && !(each.getAttribute('aria-label') || each.textContent.trim()
    || each.labels?.length || each.getAttribute('title') || each.closest('.CodeMirror')))
  .map((each) => each.outerHTML.slice(0, 120))"""


class ReadableTests(BrowserTests):
    def views(self, page):
        """Goes through the views and names each."""
        yield "start"
        page.write("query A { diagrams(filter: {limit: 2}) { titel mermaidSource } }")
        expect(page.page.locator("#problems")).to_contain_text("titel")
        page.run()
        expect(page.page.locator("#errors")).to_be_visible()
        yield "problems and errors"
        page.write("query B($id: ID!) { diagram(id: $id) { mermaidSource author { role } } }", '{"id": "diagram_34"}')
        page.run()
        page.tab("Details").click()
        yield "details"
        page.tab("Diagrams").click()
        expect(page.page.locator("svg.drawing")).to_be_visible()
        yield "diagrams"
        page.button("Builder", exact=True).click()
        yield "builder"
        page.button("Schema", exact=True).click()
        page.page.get_by_label("Search the schema").fill("User.role")
        page.button("User.role", exact=False).first.click()
        yield "schema"
        page.button("History", exact=True).click()
        yield "history"
        page.button("Keyboard shortcuts").click()
        yield "help"
        page.page.keyboard.press("Escape")
        page.page.locator("#account").click()
        yield "account"

    def test_every_word_has_contrast_enough(self):
        for scheme in ("light", "dark"):
            page = self.open(scheme=scheme)
            for view in self.views(page):
                with self.subTest(scheme, view=view):
                    self.assertEqual(page.page.evaluate(FAINT), [])

    def test_everything_that_can_be_used_has_a_name(self):
        page = self.open()
        for view in self.views(page):
            with self.subTest(view):
                self.assertEqual(page.page.evaluate(NAMELESS), [])

    def test_nothing_moves_for_those_who_want_it_still(self):
        page = self.open(prepare=lambda each: each.emulate_media(reduced_motion="reduce"))
        page.write("subscription S { progressUpdated(userId: 1) { version } }")
        moving = """() => [...document.querySelectorAll('*')].filter((each) => {
          const { animationName, transitionDuration } = getComputedStyle(each);
          return animationName !== 'none' || transitionDuration.split(',').some((one) => parseFloat(one) > 0);
        }).length"""
        self.assertEqual(page.page.evaluate(moving), 0)

    def test_what_stands_there_does_not_jump_while_the_page_loads_and_runs(self):
        shift = """() => {
          window.shift = 0;
          new PerformanceObserver((list) => {
            for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value;
          }).observe({ type: 'layout-shift', buffered: true });
        }"""
        for viewport in (WIDE, NARROW):
            page = self.open(viewport=viewport)
            page.page.evaluate(shift)
            page.button("Run", exact=True).click()
            expect(page.status).to_contain_text("200 OK")
            page.page.wait_for_timeout(300)
            self.assertLess(page.page.evaluate("() => window.shift"), 0.1)
