// The strip of open operations.

import { byId, element, icon } from "./dom.js";
import { chooseTab, makeTabList } from "./tablist.js";

export function mountTabs({ workspace }) {
  const strip = byId("tabs");
  const draw = () => {
    const hadFocus = strip.contains(document.activeElement);
    strip.replaceChildren(...workspace.tabs.map((tab) => drawTab(tab, workspace)));
    const chosen = strip.children[workspace.tabs.indexOf(workspace.active)].querySelector("[role=tab]");
    chooseTab(strip, chosen);
    chosen.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hadFocus) chosen.focus();
  };
  workspace.addEventListener("tabs", draw);
  workspace.addEventListener("active", draw);
  byId("new-tab").addEventListener("click", () => openBlank(workspace));
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code === "KeyN") openBlank(workspace);
    else if (event.code === "KeyW") workspace.close(workspace.active);
    else return;
    event.preventDefault();
  });
  makeTabList(strip);
  draw();
}

function openBlank(workspace) {
  workspace.open({ query: "", variables: "" });
  byId("query").querySelector("textarea")?.focus();
}

function drawTab(tab, workspace) {
  const isRunning = tab.run?.isOpen && tab.run.isSubscription;
  const choose = element("button", {
    type: "button", role: "tab", class: "tab", "aria-controls": "work", on: { click: () => workspace.show(tab) },
  }, isRunning ? element("span", { class: "live", title: "listening" }) : null,
    element("span", { class: "tab-title" }, tab.title));
  choose.addEventListener("auxclick", (event) => event.button === 1 && workspace.close(tab));
  choose.addEventListener("keydown", (event) => event.key === "Delete" && workspace.close(tab));
  const close = element("button", {
    type: "button", class: "tab-close", "aria-label": `Close ${tab.title}`, title: "Close (Alt+W)", tabindex: "-1",
    on: { click: () => workspace.close(tab) },
  }, icon("close"));
  return element("div", { class: "tab-box", role: "presentation" }, choose, close);
}
