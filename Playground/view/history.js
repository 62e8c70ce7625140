// What was run, with a search.

import { button, byId, element, iconButton } from "./dom.js";

export function mountHistory(app) {
  const { history } = app;
  const place = byId("history");
  const input = element("input", { type: "search", placeholder: "Search history", "aria-label": "Search history" });
  const list = element("ul", { class: "list" });
  const draw = () => {
    const found = history.find(input.value);
    list.replaceChildren(...found.map((entry) => row(entry, app)));
    if (found.length === 0) {
      list.append(element("li", { class: "faint" }, input.value ? "Nothing has these words." : "Nothing was run yet."));
    }
  };
  input.addEventListener("input", draw);
  history.addEventListener("change", draw);
  place.append(
    element("div", { class: "side-head" }, element("h2", {}, "History"),
      button("Clear", () => history.clear(), { class: "small" })),
    input,
    element("p", { class: "faint" }, "Kept in this browser only. Headers, tokens and passwords are left out."), list);
  draw();
}

function row(entry, app) {
  const open = () => {
    app.workspace.open(entry);
    app.frame.showPane("request");
  };
  const first = entry.query.replaceAll(/\s+/g, " ").slice(0, 120);
  return element("li", { class: "with-button" },
    element("button", { type: "button", class: "row", on: { click: open } },
      element("span", { class: "row-title" }, entry.title, element("time", {}, when(entry.at))),
      element("span", { class: "row-about mono" }, first)),
    iconButton("star", `Keep ${entry.title}`, () => app.history.keep(entry, !entry.isKept),
      { "aria-pressed": String(Boolean(entry.isKept)) }),
    iconButton("trash", `Forget ${entry.title}`, () => app.history.remove(entry)));
}

function when(at) {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : date.toLocaleDateString([], { month: "short", day: "numeric" });
}
