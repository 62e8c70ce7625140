// The builder: the schema as a tree in which the operation's fields and arguments are ticked. What is ticked here is
// written there, and what is written there is ticked here.

import { makeLiteral, makeVariable, setValue, tick, untick } from "../language/building.js";
import { outline, rowsBelow, topOf } from "../language/outline.js";
import { drawRow } from "./builder-row.js";
import { announce, button, byId, element } from "./dom.js";

const delay = 200;
const rowLimit = 2000;

export function mountBuilder(app) {
  return new Builder(app);
}

const isNamed = ({ label }, words) => label.toLowerCase().includes(words);

class Builder {
  constructor(app) {
    this.app = app;
    this.turned = new Map();
    this.current = null;
    this.search = element("input", { type: "search", placeholder: "Filter fields", "aria-label": "Filter fields" });
    this.onlyTicked = element("input", { type: "checkbox" });
    this.tree = element("ul", { role: "tree", class: "tree", "aria-label": "Fields of the operation" });
    this.message = element("p", { class: "faint", role: "status", hidden: true });
    byId("builder").append(
      element("div", { class: "side-head" }, element("h2", {}, "Builder"),
        element("label", { class: "check" }, this.onlyTicked, "Only what is selected")),
      this.search, this.message, element("div", { class: "list" }, this.tree));
    this.tree.addEventListener("keydown", (event) => this.handleKey(event));
    this.search.addEventListener("input", () => this.filter());
    this.onlyTicked.addEventListener("input", () => this.draw());
    app.request.query.onChange(() => this.drawSoon());
    app.workspace.addEventListener("active", () => {
      this.turned.clear();
      this.draw();
    });
    app.source.addEventListener("change", () => this.draw());
    app.frame.onSide("builder", () => {
      this.draw();
      this.tree.querySelector('[aria-level="2"][aria-checked="true"]')?.scrollIntoView({ block: "nearest" });
    });
  }

  get editor() { return this.app.request.query; }

  drawSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), delay);
  }

  // MARK: The tree

  get words() { return this.search.value.trim().toLowerCase(); }

  /** What is looked for shows itself, also below a root that somebody has closed before. */
  filter() {
    for (const { row } of this.rows ?? []) if (row.kind === "root") this.turned.delete(row.key);
    this.draw();
  }

  draw() {
    clearTimeout(this.timer);
    const { schema } = this.app.source;
    if (byId("builder").hidden || !schema) return;
    this.text = this.editor.text;
    const { document, rows } = outline(this.text, schema);
    this.isBroken = document.errors.length > 0;
    this.document = document;
    this.schema = schema;
    this.rows = [];
    this.addRows(rows, 1);
    this.drawMessage();
    if (!this.rows.some(({ row }) => row.key === this.current)) this.current = this.rows[0]?.row.key ?? null;
    this.show();
  }

  /** Says why nothing can be ticked, or why nothing is seen. */
  drawMessage() {
    const text = this.isBroken ? ["The operation has mistakes; ticking waits until they are mended."] : [];
    if (!this.isBroken && !this.isFound) {
      text.push("No field has this name here. ",
        button("Search the schema", () => this.searchSchema(), { class: "link" }));
    }
    this.message.hidden = text.length === 0;
    this.message.replaceChildren(...text);
  }

  /** Whether something is seen that is looked for, or leads there. */
  get isFound() {
    const { words } = this;
    return !words || this.rows.some(
      ({ row }) => row.kind === "root" || (row.kind !== "definition" && isNamed(row, words)));
  }

  searchSchema() {
    this.app.frame.openSide("schema");
    this.app.explorer.find(this.search.value.trim());
  }

  addRows(rows, level) {
    const { words } = this;
    const isWanted = (row) => !this.onlyTicked.checked && isNamed(row, words);
    const below = (row) => rowsBelow(row, this.schema, this.document);
    const isShown = (row) => row.isTicked
      || (row.kind === "root" ? !words || below(row).some(isWanted) : isWanted(row));
    for (const row of rows.filter(isShown)) {
      if (this.rows.length >= rowLimit) return;
      this.rows.push({ row, level });
      if (this.isOpen(row)) this.addRows(below(row), level + 1);
    }
  }

  /**
   * What is selected lies open, of several definitions the one at the cursor; so do the fields of a query where nothing
   * is written yet, and whatever is looked for. Whoever turned it has the last word.
   */
  isOpen(row) {
    if (!row.canOpen) return false;
    if (this.turned.has(row.key)) return this.turned.get(row.key);
    if (row.kind === "root") return Boolean(this.words) || (row.operation === "query" && this.isEmpty);
    if (row.kind !== "definition") return row.isTicked;
    const { cursor } = this.editor;
    return this.document.definitions.length === 1 || (row.node.start <= cursor && cursor <= row.node.end);
  }

  get isEmpty() { return this.document.definitions.length === 0; }

  /** Draws the rows anew; the focus, and in an input the caret, stay where they were. */
  show() {
    const { activeElement } = document;
    const hadFocus = this.tree.contains(activeElement);
    const input = hadFocus && activeElement.matches("input") ? activeElement : null;
    const caret = input && [input.selectionStart, input.selectionEnd];
    const isField = hadFocus && !activeElement.matches("[role=treeitem]");
    this.tree.replaceChildren(...this.rows.map(({ row, level }) => drawRow(row, level, {
      isOpen: this.isOpen(row), isCurrent: row.key === this.current, isDisabled: this.isBroken,
      canVary: topOf(row).node?.kind === "Operation", schema: this.schema,
      onTurn: () => this.turn(row), onTick: () => this.toggle(row), onSet: (literal) => this.set(row, literal),
      onVary: () => this.vary(row), onDocument: () => this.showDocumentation(row),
      onChoose: () => this.choose(row.key, false),
    })));
    if (!hadFocus) return;
    const item = this.itemOf(this.current);
    const field = isField ? item?.querySelector("input, select") : null;
    (field ?? item)?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "nearest" });
    if (field && caret && field.setSelectionRange) field.setSelectionRange(...caret);
  }

  itemOf(key) {
    return this.tree.children[this.rows.findIndex(({ row }) => row.key === key)] ?? null;
  }

  choose(key, takesFocus = true) {
    const before = this.itemOf(this.current);
    if (before) before.tabIndex = -1;
    this.current = key;
    const item = this.itemOf(key);
    if (!item) return;
    item.tabIndex = 0;
    if (takesFocus) item.focus();
  }

  turn(row) {
    this.turned.set(row.key, !this.isOpen(row));
    this.choose(row.key, false);
    this.draw();
  }

  showDocumentation({ definition, type, parent, kind }) {
    const named = kind === "field" ? parent.type : this.schema.named(definition?.type) ?? type;
    if (!named) return;
    this.app.frame.openSide("schema");
    this.app.explorer.open(kind === "field" ? { type: named.name, field: definition.name } : { type: named.name });
  }

  // MARK: What is done

  toggle(row) {
    this.change(row, () => (row.isTicked
      ? untick(this.text, row, this.document) : tick(this.text, row, this.schema, this.document)));
  }

  set(row, literal) {
    this.change(row, () => setValue(this.text, row, literal));
  }

  /** A literal becomes a variable, a variable the literal that it stands for. */
  vary(row) {
    if (row.node?.value && topOf(row).node?.kind === "Operation") {
      this.change(row, () => (row.node.value.kind === "Variable"
        ? makeLiteral(this.text, row, this.schema, this.variables() ?? {})
        : makeVariable(this.text, row, this.schema, this.document)));
    }
  }

  change(row, make) {
    this.current = row.key;
    if (this.isBroken) return announce("Mend the mistakes first.");
    // What was typed a moment ago is not in the tree yet.
    if (this.text !== this.editor.text) return this.draw();
    const made = make();
    if (!made) return announce("This value has variables in it already.");
    if (row.kind === "root" || !row.isTicked) this.openNew(row);
    this.editor.replaceAll(made.text);
    this.putVariables(made);
    return this.draw();
  }

  /** What was ticked lies open; of a new operation too, which takes the place behind the others. */
  openNew(row) {
    if (topOf(row).kind !== "root") return;
    const index = this.document.definitions.filter(({ kind }) => kind !== "Unknown").length;
    const old = topOf(row).key;
    this.turned.delete(old);
    this.turned.set(String(index), true);
    this.current = row.key.replace(old, String(index));
  }

  /** The object in the editor of variables; null where it is none. */
  variables() {
    try {
      const value = JSON.parse(this.app.request.variables.text.trim() || "{}");
      return value && typeof value === "object" && !Array.isArray(value) ? value : null;
    } catch {
      return null;
    }
  }

  putVariables({ given, dropped, kinds = {} }) {
    if (Object.keys(given).length + dropped.length === 0) return;
    const before = this.variables();
    if (!before) return;
    const values = { ...given, ...before };
    for (const name of dropped) delete values[name];
    this.writeVariables(values);
    this.putKnown(kinds);
  }

  writeVariables(values) {
    this.app.request.variables.replaceAll(Object.keys(values).length > 0 ? JSON.stringify(values, null, 2) : "");
  }

  /** Ids of something that there is stand in, where the page knows some. */
  async putKnown(kinds) {
    const wanted = Object.entries(kinds).map(([name, kind]) => [name, kind === "user" ? "$me" : `$${kind}`]);
    if (wanted.length === 0) return;
    const { active } = this.app.workspace;
    const known = await this.app.known.fill(Object.fromEntries(wanted));
    const values = this.variables();
    const fitting = Object.entries(known).filter(([name, id]) => values?.[name] === "" && !id.startsWith("$"));
    if (fitting.length === 0 || this.app.workspace.active !== active) return;
    this.writeVariables({ ...values, ...Object.fromEntries(fitting) });
  }

  // MARK: The keyboard

  handleKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select")) {
      if (event.key !== "Escape" && !(event.key === "Enter" && event.target.matches("input"))) return;
      event.preventDefault();
      this.choose(this.current);
      return;
    }
    const index = this.rows.findIndex(({ row }) => row.key === this.current);
    const found = this.rows[index];
    if (!found) return;
    const done = this.moves[event.key]?.(found, index) ?? this.type(event.key, index);
    if (done !== false) event.preventDefault();
  }

  get moves() {
    const go = (index) => this.rows[index] && this.choose(this.rows[index].row.key);
    return {
      ArrowDown: (_, index) => { go(index + 1); },
      ArrowUp: (_, index) => { go(index - 1); },
      Home: () => { go(0); },
      End: () => { go(this.rows.length - 1); },
      ArrowRight: ({ row, level }, index) => {
        if (row.canOpen && !this.isOpen(row)) this.turn(row);
        else if (this.rows[index + 1]?.level > level) go(index + 1);
      },
      ArrowLeft: ({ row }) => {
        if (this.isOpen(row)) this.turn(row);
        else if (row.parent) this.choose(row.parent.key);
      },
      " ": ({ row }) => { if (row.kind === "root") this.turn(row); else this.toggle(row); },
      Enter: ({ row }) => {
        const input = this.itemOf(row.key).querySelector("input, select");
        if (input) input.focus();
        else if (row.canOpen) this.turn(row);
        else this.toggle(row);
      },
      $: ({ row }) => { this.vary(row); },
      F1: ({ row }) => { this.showDocumentation(row); },
    };
  }

  /** A letter goes to the next row that begins with it. */
  type(key, index) {
    if (!/^[A-Za-z_.]$/.test(key)) return false;
    const order = [...this.rows.slice(index + 1), ...this.rows.slice(0, index + 1)];
    const next = order.find(({ row }) => row.label.toLowerCase().startsWith(key.toLowerCase()));
    if (next) this.choose(next.row.key);
    return true;
  }
}
