// The response: what came, how it went, and what else can be seen in it.

import { makeEditor } from "../editor/text-editor.js";
import { placeOfPath } from "../language/operations.js";
import { drawDetails } from "./details.js";
import { DiagramsPanel, diagramsIn } from "./diagrams.js";
import { announce, button, byId, copyText, element } from "./dom.js";
import { EventLog } from "./event-log.js";
import { excerptOf } from "./excerpt.js";
import { drawExplanation, explanationOf } from "./explain.js";
import { describeStatus } from "./status.js";
import { chooseTab, makeTabList } from "./tablist.js";

export function mountResponse(app) {
  return new ResponsePane(app);
}

// Those that come and go stand last: nothing moves under the pointer.
const panels = [["result", "Answer"], ["details", "Details"], ["diagrams", "Diagrams"], ["explain", "Explain"]];

class ResponsePane {
  constructor(app) {
    this.app = app;
    this.shown = null;
    this.found = [];
    this.editor = makeEditor(app.CodeMirror, byId("result"), {
      label: "Answer", mode: "atlas-json", isReadOnly: true,
    });
    this.log = new EventLog(byId("event-log"), () => this.draw());
    this.diagrams = new DiagramsPanel(byId("diagrams-panel"), app.settings.layout);
    this.mountTabs();
    byId("copy").addEventListener("click", ({ currentTarget }) =>
      copyText(this.shown ? asText(this.shown) : "", currentTarget));
    byId("excerpt").append("Too long to be shown whole.",
      button("Download it", () => this.download(), { class: "small" }));
    byId("download").addEventListener("click", () => this.download());
    byId("search").addEventListener("click", () => {
      this.choose("result");
      this.editor.openSearch();
    });
    this.wayOn = button("", () => this.goOn(), { class: "small" });
    app.session.addEventListener("change", () => this.drawErrors(this.run, this.shown));
    app.workspace.addEventListener("active", () => this.follow());
    app.workspace.addEventListener("run", () => this.begin());
    byId("empty").append(
      element("p", {}, "Run an operation, and its answer stands here."),
      element("p", {}, element("kbd", {}, "Ctrl"), " + ", element("kbd", {}, "Enter"), " runs it, ",
        element("kbd", {}, "Ctrl"), " + ", element("kbd", {}, "Space"), " completes, ", element("kbd", {}, "?"),
        " lists all shortcuts."));
    this.follow();
  }

  mountTabs() {
    const list = byId("response-tabs");
    this.tabs = new Map(panels.map(([name, label]) => {
      const tab = element("button", { type: "button", role: "tab", "aria-controls": `${name}-panel` }, label,
        element("span", { class: "badge", hidden: true }));
      tab.addEventListener("click", () => this.choose(name));
      list.append(tab);
      return [name, tab];
    }));
    makeTabList(list);
    this.choose("result");
  }

  choose(name) {
    this.panel = name;
    for (const [each] of panels) byId(`${each}-panel`).hidden = each !== name;
    chooseTab(byId("response-tabs"), this.tabs.get(name));
    this.draw();
  }

  /** A subscription is watched; whoever has just asked for explanations wants to see the first. */
  begin() {
    this.follow();
    if (this.run.isSubscription) this.choose("result");
    else if (this.app.request.explaining.isNew()) this.explainedFirst = this.run;
  }

  /** Shows the run of the active tab from now on. */
  follow() {
    this.run?.removeEventListener("change", this.listener);
    this.run = this.app.workspace.active.run;
    this.listener = () => this.drawSoon();
    this.run?.addEventListener("change", this.listener);
    this.log.follow(this.run);
    this.draw();
  }

  /** Many events in one frame are drawn once. */
  drawSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  }

  draw() {
    const { run } = this;
    byId("empty").hidden = Boolean(run?.result || run?.events.length || run?.isSubscription);
    byId("result").hidden = !byId("empty").hidden || (run.isSubscription && !run.result);
    this.log.draw(run);
    const result = run?.isSubscription ? this.log.chosen?.payload ?? run.result : run?.result ?? null;
    this.drawStatus(run);
    if (result !== this.shown || run !== this.drawn || run?.facts !== this.facts) this.drawResult(run, result);
    const { found: diagrams } = this;
    this.mark("diagrams", diagrams.length, diagrams.length === 0);
    if (diagrams.length === 0 && this.panel === "diagrams" && !run?.isOpen) this.choose("result");
    else if (this.panel === "diagrams") this.diagrams.draw(diagrams);
    this.drawExplanation(result);
    if (this.panel === "details") drawDetails(byId("details-panel"), run, result);
  }

  /** What takes time with large answers is done once for each state of them. */
  drawResult(run, result) {
    Object.assign(this, { shown: result, drawn: run, facts: run?.facts, found: diagramsIn(result) });
    const { text, isWhole } = result ? excerptOf(withoutExplanation(result)) : { text: "", isWhole: true };
    this.editor.text = text;
    byId("excerpt").hidden = isWhole;
    this.drawErrors(run, result);
  }

  /** Hands the answer over as a file, named after its operation; of a subscription all events that are kept. */
  download() {
    if (!this.shown) return announce("There is no answer yet.");
    const { run } = this;
    const text = run.events.length > 0 ? JSON.stringify(run.events.map(({ at, payload }) => ({ at, payload })), null, 2)
      : asText(this.shown);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    element("a", { href: address, download: `${run.operation.name ?? "answer"}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return undefined;
  }

  drawExplanation(result) {
    const explain = explanationOf(result);
    this.mark("explain", 0, !explain);
    if (!explain && this.panel === "explain" && !this.run?.isOpen) return this.choose("result");
    if (explain && this.run === this.explainedFirst) {
      this.explainedFirst = null;
      this.app.request.explaining.settle();
      return this.choose("explain");
    }
    if (!explain || this.panel !== "explain" || explain === this.explained) return undefined;
    this.explained = explain;
    return drawExplanation(byId("explain-panel"), explain, {
      open: (target) => {
        this.app.frame.openSide("schema");
        this.app.explorer.open(target);
      },
      show: (path) => {
        const place = placeOfPath(this.run.query, path, this.run.request.operationName);
        if (place) this.show(place);
      },
    });
  }

  mark(name, count, isHidden) {
    const tab = this.tabs.get(name);
    tab.hidden = isHidden;
    tab.querySelector(".badge").hidden = count === 0;
    tab.querySelector(".badge").textContent = String(count);
  }

  drawStatus(run) {
    const status = byId("status");
    status.replaceChildren(...describeStatus(run));
    if (!run?.isSubscription) return;
    if (run.isOpen) {
      status.append(button("Pause", () => run.pause(), { class: "small" }),
        button("Stop", () => run.cancel(), { class: "small" }));
    } else if (run.canResume) {
      status.append(button(`Resume behind event ${run.lastEventId}`, () => run.resume(), { class: "small" }));
    }
  }

  /** Errors stand above the answer; those with a path or a place lead into the query. */
  drawErrors(run, result) {
    const errors = result?.errors ?? [];
    const place = byId("errors");
    const isUnknown = errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED");
    place.hidden = errors.length === 0;
    place.replaceChildren(...errors.slice(0, 20).map((error) => {
      const target = run && this.placeOf(run, error);
      const text = [
        element("span", { class: "code" }, error.extensions?.code ?? "ERROR"),
        element("span", { class: "message" }, error.message),
        error.path ? element("code", { class: "path" }, error.path.join(".")) : null,
      ];
      return target
        ? element("button", { type: "button", class: "error", title: "Show the place in the query",
          on: { click: () => this.show(target) } }, ...text)
        : element("p", { class: "error" }, ...text);
    }), ...(isUnknown ? [this.wayOn] : []));
    this.wayOn.textContent = this.hasNewAsker ? "Run it again" : "Sign in";
  }

  /** Whether somebody else is signed in by now than when the operation was run. */
  get hasNewAsker() { return this.run?.asker !== this.app.session.user?.id; }

  /** Out of an error that says that nobody is signed in. */
  goOn() {
    if (!this.hasNewAsker) return byId("account").click();
    if (!this.app.request.choose(this.run.operation)) return announce("This operation is no longer there.");
    this.app.request.run();
    return this.tabs.get(this.panel).focus();
  }

  placeOf(run, { path, locations }) {
    const found = path && placeOfPath(run.query, path, run.request.operationName);
    if (found) return found;
    const [location] = locations ?? [];
    if (!location) return null;
    const lines = run.query.split("\n");
    const start = lines.slice(0, location.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
      + location.column - 1;
    return { start, end: start + Math.max(1, /^\w*/.exec(run.query.slice(start))[0].length) };
  }

  show({ start, end }) {
    this.app.frame.showPane("request");
    this.app.request.query.select(start, end);
  }
}

const asText = (result) => JSON.stringify(withoutExplanation(result), null, 2);

/** The explanation has a panel of its own; the answer is read better without it. */
function withoutExplanation(result) {
  if (!explanationOf(result)) return result;
  const { explain, ...extensions } = result.extensions;
  const { extensions: _, ...rest } = result;
  return Object.keys(extensions).length > 0 ? { ...rest, extensions } : rest;
}
