// One editor of text, by CodeMirror or by a plain text area: the rest of the page does not see which.

import { SearchBar } from "./search-bar.js";

const indent = "  ";

/**
 * Makes an editor in a host element.
 * Options: `label` for screen readers, `mode` ("atlas-graphql" or "atlas-json"), `isReadOnly`, `placeholder`, `keys`
 * (CodeMirror's names of keys to functions).
 */
export function makeEditor(CodeMirror, host, options) {
  return CodeMirror ? new CodeEditor(CodeMirror, host, options) : new PlainEditor(host, options);
}

/** What is left of a line that is too long stands two columns deeper than its beginning. */
function hang(CodeMirror, editor, { text }, row) {
  const columns = Math.min(40, CodeMirror.countColumn(text, null, 2)) + 2;
  row.style.textIndent = `${-columns * editor.defaultCharWidth()}px`;
  row.style.paddingLeft = `${columns * editor.defaultCharWidth() + 4}px`;
}

class CodeEditor {
  constructor(CodeMirror, host, { label, mode, isReadOnly = false, placeholder = "", keys = {} }) {
    this.CodeMirror = CodeMirror;
    this.keys = {
      Tab: (editor) => (editor.somethingSelected() ? editor.indentSelection("add") : editor.replaceSelection(indent)),
      "Shift-Tab": "indentLess", "Ctrl-/": "toggleComment", "Cmd-/": "toggleComment",
      "Ctrl-F": () => this.search.open(), "Cmd-F": () => this.search.open(),
      "Ctrl-Q": (editor) => editor.foldCode(editor.getCursor()), Esc: () => this.leaveByTab(), ...keys,
    };
    if (isReadOnly) this.keys = { ...this.keys, Tab: false, "Shift-Tab": false };
    this.code = CodeMirror(host, {
      mode, placeholder, theme: "atlas", readOnly: isReadOnly, lineNumbers: true, foldGutter: true, matchBrackets: true,
      autoCloseBrackets: !isReadOnly, tabSize: 2, indentUnit: 2, lineWrapping: true, viewportMargin: 30,
      gutters: isReadOnly ? ["CodeMirror-linenumbers", "CodeMirror-foldgutter"]
        : ["problem-gutter", "CodeMirror-linenumbers", "CodeMirror-foldgutter"],
      screenReaderLabel: label, extraKeys: this.keys,
    });
    this.code.on("renderLine", (editor, line, row) => hang(CodeMirror, editor, line, row));
    this.code.refresh();
    this.search = new SearchBar(this.code, label);
    this.problems = [];
    this.marks = [];
    if (!isReadOnly) this.code.on("blur", () => this.code.setOption("extraKeys", this.keys));
    new ResizeObserver(() => this.code.refresh()).observe(host);
  }

  get text() { return this.code.getValue(); }
  set text(text) { if (text !== this.text) this.code.setValue(text); }

  get cursor() { return this.code.indexFromPos(this.code.getCursor()); }

  get selection() {
    const [start, end] = ["from", "to"].map((side) => this.code.indexFromPos(this.code.getCursor(side)));
    return { start, end };
  }

  /** After Escape the next Tab leaves the editor, with Shift too: the keyboard must find its way out. */
  leaveByTab() {
    this.search.close();
    this.code.setOption("extraKeys", { ...this.keys, Tab: false, "Shift-Tab": false });
    const restore = (editor, event) => {
      if (["Tab", "Shift", "Escape"].includes(event.key)) return;
      this.code.setOption("extraKeys", this.keys);
      this.code.off("keydown", restore);
    };
    this.code.on("keydown", restore);
  }

  onChange(listener) { this.code.on("change", (_, change) => change.origin !== "setValue" && listener()); }
  onCursor(listener) { this.code.on("cursorActivity", listener); }
  focus() { this.code.focus(); }
  openSearch() { this.search.open(); }

  select(start, end) {
    this.code.setSelection(this.code.posFromIndex(start), this.code.posFromIndex(end));
    this.code.scrollIntoView(null, 60);
    this.code.focus();
  }

  /** Makes the text another one, in one step that can be undone. Only what differs is touched: the cursor stays. */
  replaceAll(text) {
    const before = this.text;
    const shortest = Math.min(before.length, text.length);
    let start = 0;
    while (start < shortest && before[start] === text[start]) start += 1;
    let tail = 0;
    while (tail < shortest - start && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
    this.code.replaceRange(text.slice(start, text.length - tail), this.code.posFromIndex(start),
      this.code.posFromIndex(before.length - tail), "+replace");
  }

  /** Puts text between two offsets; the cursor goes to the "|" in it. */
  insert(text, start = this.cursor, end = start) {
    const bar = text.indexOf("|");
    const from = this.code.posFromIndex(start);
    const pad = " ".repeat(/^\s*/.exec(this.code.getLine(from.line))[0].length);
    const plain = text.replace("|", "").replaceAll("\n", `\n${pad}`);
    this.code.replaceRange(plain, from, this.code.posFromIndex(end), "complete");
    const before = bar < 0 ? plain : text.slice(0, bar).replaceAll("\n", `\n${pad}`);
    this.code.setCursor(this.code.posFromIndex(start + before.length));
  }

  /** Underlines problems: `{ message, start, end, severity, fixes }`. */
  showProblems(problems) {
    this.problems = problems;
    this.code.operation(() => {
      for (const mark of this.marks) mark.clear();
      this.code.clearGutter("problem-gutter");
      this.marks = problems.map(({ start, end, severity, message }) => {
        const from = this.code.posFromIndex(start);
        const dot = Object.assign(document.createElement("span"),
          { className: `problem-dot ${severity}`, title: message });
        this.code.setGutterMarker(from.line, "problem-gutter", dot);
        return this.code.markText(from, this.code.posFromIndex(end), { className: `problem ${severity}` });
      });
    });
  }
}

class PlainEditor {
  constructor(host, { label, isReadOnly = false, placeholder = "", keys = {} }) {
    this.area = Object.assign(document.createElement("textarea"), {
      className: "plain-editor", readOnly: isReadOnly, placeholder, spellcheck: false, autocapitalize: "off",
    });
    this.area.setAttribute("aria-label", label);
    this.problems = [];
    this.leaves = false;
    this.area.addEventListener("keydown", (event) => this.handle(event, keys));
    host.append(this.area);
  }

  handle(event, keys) {
    const name = `${event.shiftKey ? "Shift-" : ""}${event.ctrlKey || event.metaKey ? "Ctrl-" : ""}`
      + (event.altKey ? "Alt-" : "") + (event.key.length === 1 ? event.key.toUpperCase() : event.key);
    const leaves = this.leaves || this.area.readOnly;
    this.leaves = event.key === "Escape";
    if (keys[name] && keys[name].length === 0) {
      event.preventDefault();
      keys[name]();
    } else if (event.key === "Tab" && !event.shiftKey && !leaves) {
      event.preventDefault();
      this.area.setRangeText(indent, this.area.selectionStart, this.area.selectionEnd, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }

  get text() { return this.area.value; }
  set text(text) { this.area.value = text; }
  get cursor() { return this.area.selectionStart; }

  onChange(listener) { this.area.addEventListener("input", listener); }
  onCursor(listener) {
    for (const name of ["keyup", "click"]) this.area.addEventListener(name, listener);
  }

  focus() { this.area.focus(); }
  openSearch() { this.area.focus(); }
  showProblems(problems) { this.problems = problems; }

  select(start, end) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
  }

  replaceAll(text) {
    this.area.value = text;
    this.area.dispatchEvent(new Event("input"));
  }

  insert(text, start = this.cursor, end = start) {
    const bar = text.indexOf("|");
    this.area.setRangeText(text.replace("|", ""), start, end, "end");
    if (bar >= 0) this.area.setSelectionRange(start + bar, start + bar);
    this.area.dispatchEvent(new Event("input"));
  }
}
