// The request: the operation with its variables and headers, what is wrong with them, and the button that runs it.

import { attachCompletion } from "../editor/completion.js";
import { fixButtons } from "../editor/fixes.js";
import { attachHover } from "../editor/hover.js";
import { makeEditor } from "../editor/text-editor.js";
import { complete } from "../language/complete.js";
import { describe } from "../language/describe.js";
import { lint } from "../language/lint.js";
import { operationsOf } from "../language/operations.js";
import { completeVariables, lintHeaders, lintVariables } from "../language/variables.js";
import { Run } from "../state/run.js";
import { lasting } from "../state/storage.js";
import { announce, byId, element, icon } from "./dom.js";
import { mountExplainSwitch } from "./explain-switch.js";
import { OperationTools } from "./operation-tools.js";
import { chooseTab, makeTabList } from "./tablist.js";

const lintDelay = 200;

/** `{ run(), query, variables, headers }`: the editors, and a way to run from elsewhere. */
export function mountRequest(app) {
  return new RequestPane(app);
}

class RequestPane {
  constructor(app) {
    this.app = app;
    this.operations = [];
    this.query = makeEditor(app.CodeMirror, byId("query"), {
      label: "Operation", mode: "atlas-graphql", placeholder: "Write a query, or choose an example.",
      keys: {
        "Shift-Alt-F": () => this.tools.layOut(), "Shift-Alt-M": () => this.tools.merge(),
        "Ctrl-Enter": () => this.run(), "Cmd-Enter": () => this.run(),
      },
    });
    this.variables = this.makeInput("variables", "Variables", '{ "name": "value" }');
    this.headers = this.makeInput("headers", "Headers", '{ "X-Name": "value" }   (never kept)');
    this.attachLanguage();
    this.mountInputs();
    this.mountButtons();
    for (const [name, editor] of Object.entries(this.editors)) {
      editor.onChange(() => {
        // What an example is about stands there as long as there is something of it: the lines do not jump.
        const about = name === "query" && !editor.text.trim() ? null : app.workspace.active.about;
        app.workspace.update({ [name]: editor.text, about });
        this.changed();
      });
    }
    this.query.onCursor(() => this.chooseByCursor());
    app.workspace.addEventListener("active", () => this.show());
    app.source.addEventListener("change", () => this.lintAll());
    this.show();
  }

  get editors() { return { query: this.query, variables: this.variables, headers: this.headers }; }

  makeInput(id, label, placeholder) {
    return makeEditor(this.app.CodeMirror, byId(id), {
      label, mode: "atlas-json", placeholder,
      keys: { "Ctrl-Enter": () => this.run(), "Cmd-Enter": () => this.run() },
    });
  }

  attachLanguage() {
    const { app } = this;
    const withSchema = (answer) => (...values) => (app.source.schema ? answer(...values, app.source.schema) : null);
    const jump = (target) => {
      app.frame.openSide("schema");
      app.explorer.open(target);
    };
    attachCompletion(this.query, withSchema(complete), /^[A-Za-z_$@]$/);
    attachHover(this.query, withSchema(describe), jump);
    attachCompletion(this.variables, withSchema(
      (text, offset, schema) => completeVariables(text, offset, this.query.text, schema)), /^(?:[A-Za-z_]|""?)$/);
    attachHover(this.variables, () => null, jump);
    attachHover(this.headers, () => null, jump);
  }

  mountInputs() {
    const list = byId("input-tabs");
    const choose = (name, tab) => {
      for (const each of ["variables", "headers"]) byId(each).hidden = each !== name;
      chooseTab(list, tab);
    };
    for (const [name, label] of [["variables", "Variables"], ["headers", "Headers"]]) {
      const tab = element("button", { type: "button", role: "tab", id: `${name}-tab`, "aria-controls": name }, label,
        element("span", { class: "badge", hidden: true }));
      tab.addEventListener("click", () => choose(name, tab));
      byId(name).setAttribute("aria-labelledby", tab.id);
      list.append(tab);
    }
    makeTabList(list);
    chooseTab(list, list.firstElementChild);
  }

  mountButtons() {
    byId("run").addEventListener("click", () => (this.tab.run?.isOpen ? this.tab.run.cancel() : this.run()));
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      this.query.focus();
    });
    const transport = byId("transport");
    transport.value = lasting.read("transport") === "events" ? "events" : "socket";
    transport.addEventListener("change", () => lasting.write("transport", transport.value));
    byId("operation").addEventListener("change", () => this.drawRun());
    this.tools = new OperationTools(this.app, this);
    this.explaining = mountExplainSwitch(this.app);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      this.run();
    });
  }

  get tab() { return this.app.workspace.active; }

  // MARK: What is shown

  show() {
    for (const [name, editor] of Object.entries(this.editors)) editor.text = this.tab[name];
    this.changed();
  }

  changed() {
    const about = byId("about");
    about.hidden = !this.tab.about;
    about.textContent = this.tab.about ?? "";
    this.operations = operationsOf(this.query.text);
    this.listOperations();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lintAll(), lintDelay);
  }

  listOperations() {
    const picker = byId("operation");
    const chosen = picker.value;
    picker.replaceChildren(...this.operations.map(({ name, type }, index) =>
      element("option", { value: String(index) }, name ?? `${type} ${index + 1}`)));
    picker.value = chosen in this.operations ? chosen : "0";
    picker.hidden = this.operations.length < 2;
    this.chooseByCursor();
  }

  /** The operation that the cursor stands in is the one to run. */
  chooseByCursor() {
    const { cursor } = this.query;
    const index = this.operations.findIndex(({ start, end }) => start <= cursor && cursor <= end);
    if (index >= 0) byId("operation").value = String(index);
    this.drawRun();
  }

  /** Puts the cursor into an operation as it stands there by now, which chooses it; false where it is gone. */
  choose({ name, type }) {
    const found = this.operations.find((each) => each.name === name && each.type === type);
    if (found && found !== this.operation) this.query.select(found.start, found.start);
    this.chooseByCursor();
    return found !== undefined && found === this.operation;
  }

  drawRun() {
    const isOpen = this.tab.run?.isOpen ?? false;
    const type = this.operation?.type ?? "query";
    const label = isOpen ? "Stop" : type === "subscription" ? "Listen" : "Run";
    byId("run").replaceChildren(icon(isOpen ? "stop" : "play"), label);
    byId("run").classList.toggle("stops", isOpen);
    byId("transport-label").hidden = type !== "subscription";
  }

  get operation() { return this.operations[Number(byId("operation").value)] ?? this.operations[0]; }

  lintAll() {
    const { schema } = this.app.source;
    const problems = {
      query: this.query.text.trim() ? lint(this.query.text, schema) : [],
      variables: lintVariables(this.variables.text, this.query.text, schema),
      headers: lintHeaders(this.headers.text),
    };
    for (const [name, editor] of Object.entries(this.editors)) editor.showProblems(problems[name]);
    for (const name of ["variables", "headers"]) {
      const badge = byId(`${name}-tab`).querySelector(".badge");
      badge.hidden = problems[name].length === 0;
      badge.textContent = String(problems[name].length);
    }
    this.listProblems(problems);
  }

  listProblems(problems) {
    const list = byId("problems");
    const rows = Object.keys(this.editors).flatMap(
      (name) => problems[name].map((problem) => ({ name, problem })));
    list.hidden = rows.length === 0;
    list.replaceChildren(...rows.slice(0, 20).map(({ name, problem }) => {
      const editor = this.editors[name];
      const before = editor.text.slice(0, problem.start).split("\n");
      const place = `${name === "query" ? "" : `${name} `}${before.length}:${before.at(-1).length + 1}`;
      const go = () => {
        if (name !== "query") byId(`${name}-tab`).click();
        editor.select(problem.start, problem.end);
      };
      return element("li", {}, element("button", { type: "button", class: problem.severity, on: { click: go } },
        element("span", { class: "place" }, place), problem.message), ...fixButtons(editor, problem, () => {
        if (name !== "query") byId(`${name}-tab`).click();
        editor.focus();
      }));
    }));
  }

  // MARK: What is done

  /** Runs the chosen operation; problems that the page sees do not hinder it, for the server may know better. */
  async run() {
    this.tools.fill();
    const { operation, tab, app } = this;
    if (!operation) return announce("There is no operation to run.");
    const variables = this.readObject("variables");
    const headers = this.readObject("headers");
    if (variables === undefined || headers === undefined) return undefined;
    tab.run?.cancel();
    const request = { query: this.query.text };
    if (this.operations.length > 1 && operation.name) request.operationName = operation.name;
    if (variables) request.variables = variables;
    if (this.explaining.isOn()) request.extensions = { explain: true };
    const run = new Run({
      request, operation, query: this.query.text, headers, session: app.session, transport: byId("transport").value,
    });
    tab.run = run;
    app.history.add({ query: this.query.text, variables: this.variables.text, operationName: request.operationName });
    run.addEventListener("change", () => this.follow(run, tab));
    app.workspace.tell("run");
    app.frame.showPane("response");
    this.drawRun();
    return run.start();
  }

  follow(run, tab) {
    if (tab === this.tab) this.drawRun();
    if (run.result && run.asker === this.app.session.user?.id) {
      this.app.known.note(run.result, run.operation.type);
    }
    if (!run.isSubscription || tab.phase === run.phase) return;
    tab.phase = run.phase;
    this.app.workspace.tell("tabs");
  }

  /** The object in an editor, null where it is empty, undefined (and said) where it is none. */
  readObject(name) {
    const text = this.editors[name].text.trim();
    if (!text) return null;
    try {
      const value = JSON.parse(text);
      if (value && typeof value === "object" && !Array.isArray(value)) return value;
    } catch {
      // Said below.
    }
    announce(`The ${name} are not a JSON object.`);
    byId(`${name}-tab`).click();
    this.editors[name].focus();
    return undefined;
  }
}
