// Tabs after the ARIA pattern: one stop for Tab, arrows between them.

/** Lets the arrow keys, Home and End move inside an element with role=tablist; moving chooses. */
export function makeTabList(list) {
  list.addEventListener("keydown", (event) => {
    const tabs = [...list.querySelectorAll("[role=tab]")].filter((tab) => !tab.hidden);
    const index = tabs.indexOf(event.target.closest("[role=tab]"));
    const next = {
      ArrowRight: (index + 1) % tabs.length, ArrowLeft: (index - 1 + tabs.length) % tabs.length, Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (index < 0 || next === undefined) return;
    event.preventDefault();
    tabs[next].click();
    list.querySelectorAll("[role=tab]:not([hidden])")[next]?.focus();
  });
}

/** Marks one tab of a list as chosen. */
export function chooseTab(list, chosen) {
  for (const tab of list.querySelectorAll("[role=tab]")) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
  }
}
