// The list of shortcuts, and the ones that hold everywhere.
//
// Between keys that are pressed together stands nothing; "then" and "or" are words.

import { button, byId, element } from "./dom.js";

const shortcuts = [
  ["Everywhere", [
    ["Ctrl Enter", "Run the operation at the cursor"], ["Alt N", "New operation"], ["Alt W", "Close the operation"],
    ["Alt E", "Examples"], ["Alt S", "Schema"], ["Alt B", "Builder"], ["Alt H", "History"], ["?", "This list"],
    ["Alt 1", "The first operation; so up to 9"], ["Alt PageUp or PageDown", "The operation before, or behind"],
  ]],
  ["In an editor", [
    ["Ctrl Space", "Complete"], ["Tab", "Take the completion, or indent"], ["Esc then Tab", "Leave the editor"],
    ["Shift Alt F", "Lay out"], ["Shift Alt M", "Merge fragments"], ["Ctrl /", "Comment"], ["Ctrl F", "Find"],
    ["Ctrl Q", "Fold"],
    ["F1 or Ctrl click", "Documentation of the name"], ["Ctrl Z", "Undo"],
  ]],
  ["In the search of the schema", [
    ["Enter", "Open what was found first"], ["↓ ↑", "Along what was found"],
  ]],
  ["In the builder", [
    ["↑ ↓ ← →", "Walk, open and close"], ["Space", "Tick or untick"], ["Enter", "To the value of an argument"],
    ["$", "Make an argument a variable, or a value again"], ["F1", "Documentation"],
  ]],
  ["Between parts", [
    ["F6", "To the next part: operation, variables, answer, panel"],
    ["Arrows", "Along tabs; along a dividing line, to move it"],
    ["Delete", "Close the tab that has the focus"],
  ]],
];

export function mountHelp(app) {
  const dialog = byId("help-dialog");
  dialog.append(
    element("div", { class: "sheet-head" }, element("h2", {}, "Keyboard shortcuts"),
      button("Close", () => dialog.close(), { class: "small" })),
    ...shortcuts.flatMap(([title, rows]) => [element("h3", {}, title), element("dl", { class: "shortcuts" },
      ...rows.flatMap(([keys, about]) => [
        element("dt", {}, ...keys.split(" ").map(drawKey)), element("dd", {}, about),
      ]))]),
    element("p", { class: "faint" }, "On a Mac ⌘ does what Ctrl does."));
  byId("help").addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => handle(event, app, dialog));
}

function drawKey(key) {
  return ["then", "or"].includes(key) ? element("span", { class: "faint" }, key) : element("kbd", {}, key);
}

function handle(event, app, dialog) {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const side = { KeyE: "examples", KeyS: "schema", KeyB: "builder", KeyH: "history" }[event.code];
  if (event.key === "?" && !isTyping) dialog.showModal();
  else if (event.altKey && !event.ctrlKey && !event.shiftKey && side) {
    app.frame.openSide(side);
    focusIn(byId(side));
  } else if (event.key === "F6") goOn(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
}

/** Puts the focus into the next of the large parts that are seen; from elsewhere into the first, or the last. */
function goOn(step) {
  const parts = ["#query", "#inputs", ".response", "#side"].map((name) => document.querySelector(name))
    .filter((part) => part.checkVisibility());
  const index = parts.findIndex((part) => part.contains(document.activeElement));
  const next = index < 0 && step < 0 ? parts.length - 1 : (index + step + parts.length) % parts.length;
  focusIn(parts[next]);
}

// What one goes to a part for, the likeliest first.
const stops = [".editor textarea", "[role=treeitem]", "input", "button"];

/** Puts the focus on what a part is about. */
function focusIn(part) {
  const canHave = (each) => each.tabIndex >= 0 && !each.disabled && each.checkVisibility();
  const found = stops.flatMap((stop) => [...part.querySelectorAll(stop)]).find(canHave);
  found?.focus();
}
