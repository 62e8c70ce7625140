"""Leaves pictures of the Playground in a folder: light and dark, wide and narrow."""
import pathlib
import sys

from playwright.sync_api import expect, sync_playwright

from playground import NARROW, WIDE, Page, launch


def main():
    """Takes all pictures; playground.png is the one of README.md."""
    folder = pathlib.Path(sys.argv[1])
    with sync_playwright() as driver:
        browser = launch(driver)
        for scheme in ("light", "dark"):
            take(browser, folder, scheme, WIDE, "wide")
            take(browser, folder, scheme, NARROW, "narrow")
        browser.close()


def take(browser, folder, scheme, viewport, name):
    """The page with a diagram drawn, the builder, the schema, the examples while one signs in, and a subscription."""
    page = Page(browser, viewport=viewport, scheme=scheme)
    narrow = viewport is NARROW

    def save(what):
        page.page.mouse.move(5, 5)
        page.page.screenshot(path=folder / f"{what}-{name}-{scheme}.png", animations="disabled")

    save("start")
    page.button("Run", exact=True).click()
    expect(page.status).to_contain_text("200")
    page.tab("Diagrams").click()
    expect(page.page.locator("#diagrams-panel svg.drawing")).to_be_visible()
    save("diagram")
    if not narrow:
        page.button("Builder", exact=True).click()
        save("builder")
        if scheme == "light":
            page.page.screenshot(path=folder / "playground.png", animations="disabled")
        page.button("Examples", exact=True).click()
    page.tab("Details").click()
    save("details")
    if narrow:
        page.button("Query", exact=True).click()
    page.button("Explain", exact=True).click()
    page.button("Run", exact=True).click()
    expect(page.tab("Explain")).to_be_visible()
    page.tab("Explain").click()
    save("explain")
    page.page.locator("#account").click()
    save("sign-in")
    page.page.get_by_role("dialog").get_by_role("button", name="learner takes").click()
    page.button("Schema", exact=True).click()
    page.page.get_by_label("Search the schema").fill("Diagram")
    page.page.locator("#schema .row").first.click()
    save("schema")
    page.button("Examples", exact=True).click()
    page.button("My progress", exact=False).click()
    expect(page.tab("Progress")).to_be_visible()
    page.button("Listen", exact=True).click()
    expect(page.status).to_contain_text("Listening")
    save("subscription")
    if narrow:
        page.button("Query", exact=True).click()
    page.button("New operation").click()
    page.page.keyboard.type("{ diagr")
    expect(page.page.locator(".CodeMirror-hints")).to_be_visible()
    page.page.wait_for_timeout(300)
    save("completion")
    page.context.close()


if __name__ == "__main__":
    main()
