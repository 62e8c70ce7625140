// The list of shortcuts, and the ones that hold everywhere.

import { button, byId, element } from "./dom.js";

const shortcuts = [
  ["Everywhere", [
    ["Ctrl Enter", "Run the operation at the cursor"], ["Alt N", "New operation"], ["Alt W", "Close the operation"],
    ["Alt E", "Examples"], ["Alt S", "Schema"], ["Alt B", "Builder"], ["Alt H", "History"], ["?", "This list"],
  ]],
  ["In an editor", [
    ["Ctrl Space", "Complete"], ["Tab", "Take the completion, or indent"], ["Esc Tab", "Leave the editor"],
    ["Shift Alt F", "Lay out"], ["Shift Alt M", "Merge fragments"], ["Ctrl /", "Comment"], ["Ctrl F", "Find"],
    ["Ctrl Q", "Fold"],
    ["F1, Ctrl click", "Documentation of the name"], ["Ctrl Z", "Undo"],
  ]],
  ["In the builder", [
    ["↑ ↓ ← →", "Walk, open and close"], ["Space", "Tick or untick"], ["Enter", "To the value of an argument"],
    ["$", "Make an argument a variable, or a value again"], ["F1", "Documentation"],
  ]],
  ["Between parts", [
    ["F6", "To the next part: operation, variables, answer"],
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
        element("dt", {}, ...keys.split(" ").map((key) => element("kbd", {}, key))), element("dd", {}, about),
      ]))]),
    element("p", { class: "faint" }, "On a Mac ⌘ does what Ctrl does."));
  byId("help").addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => handle(event, app, dialog));
}

function handle(event, app, dialog) {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const side = { KeyE: "examples", KeyS: "schema", KeyB: "builder", KeyH: "history" }[event.code];
  if (event.key === "?" && !isTyping) dialog.showModal();
  else if (event.altKey && !event.ctrlKey && !event.shiftKey && side) {
    app.frame.openSide(side);
    const panel = byId(side);
    (panel.querySelector('[role=treeitem][tabindex="0"]') ?? panel.querySelector("input"))?.focus();
  } else if (event.key === "F6") goOn(app, event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
}

/** Puts the focus into the next of the large parts. */
function goOn(app, step) {
  const isVisible = (part) => part.checkVisibility?.() ?? !part.hidden;
  const parts = ["query", "inputs", "result", "side"].map(byId).filter(isVisible);
  const index = parts.findIndex((part) => part.contains(document.activeElement));
  const next = parts[(index + step + parts.length) % parts.length];
  next.querySelector(".editor:not([hidden]) textarea, textarea, input, button")?.focus();
}
