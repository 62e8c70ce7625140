// Finds words in a CodeMirror editor: a line above it with next, previous and the number of places.

import { element, iconButton } from "../view/dom.js";

const placeLimit = 1000;

export class SearchBar {
  constructor(code, label) {
    this.code = code;
    this.marks = [];
    this.places = [];
    this.current = -1;
    this.input = element("input", { type: "search", placeholder: "Find", "aria-label": `Find in ${label}` });
    this.count = element("span", { class: "count", role: "status" });
    this.bar = element("div", { class: "search-bar", hidden: true },
      this.input, this.count,
      iconButton("up", "Previous", () => this.go(-1)), iconButton("down", "Next", () => this.go(1)),
      iconButton("close", "Close the search", () => this.close(true)));
    code.getWrapperElement().append(this.bar);
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("keydown", (event) => this.handle(event));
  }

  handle(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.close(true);
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.go(event.shiftKey ? -1 : 1);
  }

  open() {
    this.bar.hidden = false;
    const selected = this.code.getSelection();
    if (selected && !selected.includes("\n")) this.input.value = selected;
    this.input.select();
    this.input.focus();
    this.find();
  }

  close(returns = false) {
    if (this.bar.hidden) return;
    this.bar.hidden = true;
    this.clear();
    if (returns) this.code.focus();
  }

  clear() {
    for (const mark of this.marks) mark.clear();
    this.marks = [];
    this.places = [];
  }

  find() {
    this.clear();
    this.current = -1;
    const words = this.input.value;
    if (words) {
      const cursor = this.code.getSearchCursor(words, { line: 0, ch: 0 }, { caseFold: true });
      while (this.places.length < placeLimit && cursor.findNext()) {
        this.places.push({ from: cursor.from(), to: cursor.to() });
      }
      this.code.operation(() => {
        this.marks = this.places.map(({ from, to }) => this.code.markText(from, to, { className: "found" }));
      });
    }
    if (this.places.length > 0) this.go(1);
    else this.count.textContent = words ? "none" : "";
  }

  go(step) {
    if (this.places.length === 0) return;
    this.current = (this.current + step + this.places.length) % this.places.length;
    const { from, to } = this.places[this.current];
    this.code.setSelection(from, to);
    this.code.scrollIntoView({ from, to }, 60);
    const more = this.places.length === placeLimit ? "+" : "";
    this.count.textContent = `${this.current + 1} of ${this.places.length}${more}`;
  }
}
