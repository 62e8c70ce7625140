// What was run, latest first: each operation with its variables once, secrets masked, headers never. What is marked as
// kept stands before the rest and goes only by itself.

import { titleOf } from "../language/operations.js";
import { lasting } from "./storage.js";
import { maskQuery, maskVariables } from "./secrets.js";

const entryLimit = 200;

/** Says "change" when an entry comes or goes. */
export class History extends EventTarget {
  constructor() {
    super();
    this.entries = lasting.read("history", []).filter((entry) => typeof entry?.query === "string");
  }

  add({ query, variables, operationName }) {
    const entry = {
      query: maskQuery(query), variables: maskVariables(variables), title: operationName ?? titleOf(query),
        at: Date.now(),
    };
    const isOther = (each) => each.query !== entry.query || each.variables !== entry.variables;
    entry.isKept = this.entries.find((each) => !isOther(each))?.isKept === true;
    const entries = [entry, ...this.entries.filter(isOther)];
    this.set(entries.filter(({ isKept }, index) => isKept || index < entryLimit));
  }

  /** The entries that have all these words. */
  find(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.entries.filter(({ title, query, variables }) => {
      const text = `${title} ${query} ${variables}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    return found.sort((one, other) => Boolean(other.isKept) - Boolean(one.isKept));
  }

  remove(entry) { this.set(this.entries.filter((each) => each !== entry)); }
  clear() { this.set(this.entries.filter(({ isKept }) => isKept)); }

  keep(entry, isKept) { this.set(this.entries.map((each) => (each === entry ? { ...entry, isKept } : each))); }

  set(entries) {
    this.entries = entries;
    lasting.write("history", entries);
    this.dispatchEvent(new Event("change"));
  }
}
