// The operations of a document, as the page runs and names them.

import { parse } from "./parser.js";
import { walk } from "./references.js";

/** The operations of a text: `{ type, name, start, end, isIncremental, variables }`; fragments count for all. */
export function operationsOf(text) {
  const document = parse(text);
  let isIncremental = false;
  walk(document, (node) => {
    if (node.kind === "Directive" && ["defer", "stream"].includes(node.name?.text)) isIncremental = true;
  });
  return document.definitions.filter(({ kind }) => kind === "Operation").map((node) => ({
    type: node.operation, name: node.name?.text ?? null, start: node.start, end: node.end, isIncremental,
    variables: node.variables,
    firstField: node.selectionSet?.selections.find(({ kind }) => kind === "Field")?.name?.text ?? null,
  }));
}

/** What a tab with this text is called. */
export function titleOf(text) {
  const [first] = operationsOf(text);
  return first?.name ?? first?.firstField ?? "New";
}

/** The field that a path of an answer leads to, in an operation: `{ start, end }`, or null. */
export function placeOfPath(text, path, operationName) {
  const document = parse(text);
  const fragments = new Map(
    document.definitions.filter(({ kind }) => kind === "Fragment").map((each) => [each.name?.text, each]));
  const operation = document.definitions.find(
    ({ kind, name }) => kind === "Operation" && (!operationName || name?.text === operationName));
  let set = operation?.selectionSet;
  let place = null;
  for (const key of path.filter((each) => typeof each === "string")) {
    const field = findField(set, key, fragments, 0);
    if (!field) break;
    place = field.name;
    set = field.selectionSet;
  }
  return place;
}

function findField(set, key, fragments, depth) {
  if (depth > 50) return null;
  for (const node of set?.selections ?? []) {
    if (node.kind === "Field" && (node.alias ?? node.name)?.text === key) return node;
    const inner = node.kind === "Inline" ? node.selectionSet : fragments.get(node.name?.text)?.selectionSet;
    const found = node.kind === "Field" ? null : findField(inner, key, fragments, depth + 1);
    if (found) return found;
  }
  return null;
}
