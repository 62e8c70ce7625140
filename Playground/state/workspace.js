// The open tabs. They are restored after a reload, without headers, answers and secrets.

import { titleOf } from "../language/operations.js";
import { lasting } from "./storage.js";
import { maskQuery, maskText, maskVariables } from "./secrets.js";

const tabLimit = 30;
const saveDelay = 300;

/** Says "tabs" when tabs come, go or change their names, and "active" when another one is shown. */
export class Workspace extends EventTarget {
  /** @param contents what the tabs hold at first, at least one */
  constructor(contents) {
    super();
    this.tabs = contents.map(makeTab);
    this.active = this.tabs[lasting.read("active", 0)] ?? this.tabs[0];
    addEventListener("pagehide", () => this.save());
  }

  /** Opens a tab; where one holds the same already, and listens to nothing, that one is shown. */
  open(content) {
    const same = this.tabs.find((tab) => holds(tab, content));
    if (same) return this.showAgain(same, content);
    const isBlank = !this.active.query.trim() && !this.active.run;
    const tab = makeTab(content);
    if (isBlank) this.tabs.splice(this.tabs.indexOf(this.active), 1, tab);
    else this.tabs.push(tab);
    if (this.tabs.length > tabLimit) this.close(this.tabs[0]);
    this.show(tab);
    return this.tell("tabs");
  }

  showAgain(tab, { variables = "", about = null, values = null }) {
    Object.assign(tab, { variables, about: about ?? tab.about }, values ? { values, filled: variables } : {});
    this.show(tab);
  }

  show(tab) {
    this.active = tab;
    this.tell("active");
  }

  close(tab) {
    const index = this.tabs.indexOf(tab);
    tab.run?.cancel();
    this.tabs.splice(index, 1);
    if (this.tabs.length === 0) this.tabs.push(makeTab({ query: "", variables: "" }));
    if (this.active === tab) this.show(this.tabs[Math.min(index, this.tabs.length - 1)]);
    this.tell("tabs");
  }

  /** Gives an untouched example other variables. */
  refill(tab, variables) {
    Object.assign(tab, { variables, filled: variables });
    if (tab === this.active) this.show(tab);
    else this.saveSoon();
  }

  /** Writes down what was edited in the active tab. */
  update(changes) {
    const title = this.active.title;
    Object.assign(this.active, changes);
    if (changes.query !== undefined) this.active.title = titleOf(changes.query);
    if (this.active.title !== title) this.tell("tabs");
    else this.saveSoon();
  }

  tell(name) {
    this.dispatchEvent(new Event(name));
    this.saveSoon();
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), saveDelay);
  }

  save() {
    lasting.write("active", this.tabs.indexOf(this.active));
    lasting.write("tabs", this.tabs.map((tab) => ({
      query: maskQuery(tab.query), variables: maskVariables(tab.variables), isFilled: isUntouched(tab),
    })));
  }
}

/**
 * Of an example it is remembered what it was `filled` with, and the `values` to fill it with again; `isFilled` tells
 * after a reload that it had these.
 */
function makeTab({ query, variables = "", about = null, values = null, isFilled = false }) {
  const title = titleOf(query);
  return { query, variables, about, headers: "", title, run: null, values, filled: variables, isFilled };
}

/** Whether a tab has the variables that the page gave it. */
export const isUntouched = (tab) => tab.values !== null && tab.variables === tab.filled;

/** Whether a tab may be shown for this content. */
function holds(tab, { query, variables = "", values = null }) {
  if (tab.query !== query || !query.trim() || tab.headers || tab.run?.isOpen) return false;
  return tab.variables === variables || (tab.values === values && isUntouched(tab));
}

/** The contents of the tabs of the last time; null where there are none. */
export function keptTabs() {
  const kept = lasting.read("tabs");
  const contents = Array.isArray(kept) ? kept.filter((tab) => typeof tab?.query === "string") : [];
  return contents.length > 0 ? contents : null;
}

/** The fragment of an address that holds an operation; secrets are left out. */
export function makeLink({ query, variables }) {
  const content = { query: maskQuery(query), variables: maskVariables(variables).replaceAll(maskText, "") };
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const text = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `#operation=${text}`;
}

/** What a fragment of an address holds; null where it is no operation. */
export function readLink(fragment) {
  const text = /^#operation=([\w-]+)$/.exec(fragment)?.[1];
  if (!text) return null;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    const { query, variables } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof query === "string" ? { query, variables: typeof variables === "string" ? variables : "" } : null;
  } catch {
    return null;
  }
}
