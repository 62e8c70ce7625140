// Puts fragments where they are spread, so that each operation stands for itself. Comments are lost on the way.

import { annotate } from "./typing.js";
import { headOf, print } from "./printer.js";
import { parse } from "./parser.js";
import { fragmentsOf } from "./references.js";

const nodeLimit = 20_000;

/** The text without fragments; null where it has mistakes in its grammar, or would become too long. */
export function mergeFragments(text, schema) {
  const document = parse(text);
  if (document.errors.length > 0) return null;
  if (schema) annotate(document, schema);
  const merger = new Merger(fragmentsOf(document));
  const definitions = document.definitions.filter(({ kind }) => kind === "Operation").map(
    (node) => ({ ...node, selectionSet: merger.merge(node.selectionSet, node.type?.name ?? null, []) }));
  if (merger.count > nodeLimit || definitions.length === 0) return null;
  return print({ definitions, comments: [] });
}

class Merger {
  constructor(fragments) {
    this.fragments = fragments;
    this.count = 0;
    this.known = new Map();
  }

  merge(set, typeName, spread) {
    return set && { ...set, selections: this.addAll([], set, typeName, spread) };
  }

  addAll(selections, set, typeName, spread) {
    for (const node of set.selections) {
      this.count += 1;
      if (this.count > nodeLimit) return selections;
      if (node.kind === "Field") {
        const inner = node.selectionSet?.type?.name ?? null;
        this.add(selections, node, (into) => this.addAll(into, node.selectionSet, inner, spread));
      } else this.addFragment(selections, node, typeName, spread);
    }
    return selections;
  }

  /** A fragment on the type that is here anyway leaves its fields; any other one becomes an inline fragment. */
  addFragment(selections, node, typeName, spread) {
    const name = node.kind === "Spread" ? node.name.text : null;
    const fragment = name === null ? node : this.fragments.get(name);
    // Of a circle the last spread stays as it is: it is a mistake, and not ours to hide.
    if (!fragment || spread.includes(name)) return this.add(selections, node);
    const inside = name === null ? spread : [...spread, name];
    const directives = name === null ? node.directives : [...node.directives, ...fragment.directives];
    const isHere = directives.length === 0 && (!fragment.condition || fragment.condition.text === typeName);
    if (isHere) return this.addAll(selections, fragment.selectionSet, typeName, inside);
    const inline = { ...fragment, kind: "Inline", name: null, directives };
    const inner = fragment.condition?.text ?? typeName;
    return this.add(selections, inline, (into) => this.addAll(into, fragment.selectionSet, inner, inside));
  }

  /** Adds a selection, or what it selects to one that is the same. */
  add(selections, node, fill = null) {
    const known = this.known.get(selections) ?? new Map();
    this.known.set(selections, known);
    const key = `${headOf(node)}${node.selectionSet ? " {" : ""}`;
    const set = node.selectionSet && { ...node.selectionSet, selections: [] };
    const target = known.get(key) ?? { ...node, selectionSet: set };
    if (!known.has(key)) selections.push(target);
    known.set(key, target);
    if (fill && target.selectionSet) fill(target.selectionSet.selections);
    return selections;
  }
}
