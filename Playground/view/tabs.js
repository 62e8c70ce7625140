// The strip of open operations.

import { byId, element, icon } from "./dom.js";
import { chooseTab, makeTabList } from "./tablist.js";

export function mountTabs({ workspace }) {
  const strip = byId("tabs");
  const chosenBox = () => strip.children[workspace.tabs.indexOf(workspace.active)];
  const reveal = () => chosenBox().scrollIntoView({ block: "nearest", inline: "nearest" });
  const unseen = new UnseenEvents(workspace, reveal);
  const draw = () => {
    const hadFocus = strip.contains(document.activeElement);
    unseen.look();
    strip.replaceChildren(...workspace.tabs.map((tab) => drawTab(tab, workspace, unseen)));
    const chosen = chosenBox().querySelector("[role=tab]");
    chooseTab(strip, chosen);
    reveal();
    if (hadFocus) chosen.focus();
  };
  workspace.addEventListener("tabs", draw);
  workspace.addEventListener("active", draw);
  byId("new-tab").addEventListener("click", () => openBlank(workspace));
  document.addEventListener("keydown", (event) => handleKey(event, workspace));
  makeTabList(strip);
  draw();
}

function handleKey(event, workspace) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { tabs, active } = workspace;
  const step = { PageUp: -1, PageDown: 1 }[event.key];
  // By what is typed: with Option a Mac writes @, { and [ by these keys.
  const number = Number(/^[1-9]$/.exec(event.key)?.[0]);
  if (event.code === "KeyN") openBlank(workspace);
  else if (event.code === "KeyW") workspace.close(active);
  else if (step) workspace.show(tabs[(tabs.indexOf(active) + step + tabs.length) % tabs.length]);
  else if (tabs[number - 1]) workspace.show(tabs[number - 1]);
  else return;
  event.preventDefault();
}

function openBlank(workspace) {
  workspace.open({ query: "", variables: "" });
  byId("query").querySelector("textarea")?.focus();
}

function drawTab(tab, workspace, unseen) {
  const isRunning = tab.run?.isOpen && tab.run.isSubscription;
  const choose = element("button", {
    type: "button", role: "tab", class: "tab", "aria-controls": "work", on: { click: () => workspace.show(tab) },
  }, isRunning ? element("span", { class: "live", title: "listening" }) : null,
    element("span", { class: "tab-title" }, tab.title), unseen.badge(tab));
  choose.addEventListener("auxclick", (event) => event.button === 1 && workspace.close(tab));
  choose.addEventListener("keydown", (event) => event.key === "Delete" && workspace.close(tab));
  const close = element("button", {
    type: "button", class: "tab-close", "aria-label": `Close ${tab.title}`, title: "Close (Alt+W)", tabindex: "-1",
    on: { click: () => workspace.close(tab) },
  }, icon("close"));
  return element("div", { class: "tab-box", role: "presentation" }, choose, close);
}

/** How many events came while another tab was shown. */
class UnseenEvents {
  /** @param reveal called when a number takes more room or less */
  constructor(workspace, reveal) {
    Object.assign(this, { workspace, reveal });
    this.seen = new WeakMap();
    this.badges = new WeakMap();
    workspace.addEventListener("run", () => this.follow(workspace.active));
  }

  follow(tab) {
    const { run } = tab;
    if (!run.isSubscription) return;
    run.addEventListener("change", () => {
      const badge = this.badges.get(tab);
      const before = badge.textContent.length;
      if (tab.run === run) this.update(tab);
      if (badge.textContent.length !== before) this.reveal();
    });
  }

  /** What the shown tab has is seen. */
  look() {
    const { run } = this.workspace.active;
    if (run) this.seen.set(run, run.count);
  }

  badge(tab) {
    this.badges.set(tab, element("span", { class: "badge", title: "new events" }));
    this.update(tab);
    return this.badges.get(tab);
  }

  update(tab) {
    this.look();
    const count = tab.run ? tab.run.count - (this.seen.get(tab.run) ?? 0) : 0;
    const badge = this.badges.get(tab);
    badge.hidden = count === 0;
    badge.textContent = count > 99 ? "99+" : String(count || "");
  }
}
