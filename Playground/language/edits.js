// Changes to the text of a document at the places of its nodes. Everything else, comments included, stays as written.
//
// A change is `{ start, end, text }`.

import { prettify } from "./printer.js";

const width = 80;

/** The text with the changes made; one that was laid out stays laid out. */
export function applyChanges(text, changes) {
  let changed = text;
  for (const { start, end, text: put } of [...changes].sort((one, other) => other.start - one.start)) {
    changed = changed.slice(0, start) + put + changed.slice(end);
  }
  const wasLaidOut = !text.trim() || prettify(text)?.trimEnd() === text.trimEnd();
  return wasLaidOut ? prettify(changed) ?? changed : changed;
}

export const insertion = (place, text) => ({ start: place, end: place, text });

/** Adds a selection in the manner of those that are there: on a line of its own, or behind the last one. */
export function addSelection(text, set, snippet) {
  const last = set.selections.at(-1);
  if (!last) return fillSet(text, set, snippet);
  if (text.slice(set.start, last.start).includes("\n")) {
    return insertion(behindComment(text, last.end), `\n${indentAt(text, last.start)}${snippet}`);
  }
  const inside = text.slice(set.start, set.end);
  const line = text.slice(lineStart(text, set.start), set.end);
  if (line.length + snippet.length < width || /[#\n]/.test(inside)) return insertion(last.end, ` ${snippet}`);
  const indent = indentAt(text, set.start);
  const lines = [...set.selections.map(({ start, end }) => text.slice(start, end)), snippet];
  const broken = lines.map((each) => `${indent}  ${each}\n`).join("");
  return { start: set.start, end: set.end, text: `{\n${broken}${indent}}` };
}

/** Puts a selection between braces that hold none; their lines and comments stay. */
export function fillSet(text, set, snippet) {
  const inside = text.slice(set.start + 1, set.end - 1);
  if (!inside.includes("\n")) return { start: set.start, end: set.end, text: `{ ${snippet} }` };
  const indent = indentAt(text, set.start);
  return { start: set.start + 1, end: set.end - 1, text: `${inside.trimEnd()}\n${indent}  ${snippet}\n${indent}` };
}

/** Takes a selection away, and the line that it had for itself. */
export function removeSelection(text, node) {
  const start = lineStart(text, node.start);
  const isFirst = !text.slice(start, node.start).trim();
  const tail = behindComment(text, node.end);
  if (isFirst && /^[\t ,]*(\r?\n|$)/.test(text.slice(tail))) {
    return { start, end: text.indexOf("\n", tail) + 1 || text.length, text: "" };
  }
  const before = isFirst ? 0 : /[\t ,]*$/.exec(text.slice(start, node.start))[0].length;
  const after = isFirst ? /^[\t ,]*/.exec(text.slice(node.end))[0].length : 0;
  return { start: node.start - before, end: node.end + after, text: "" };
}

/** Takes a definition away with the empty lines around it. */
export function removeDefinition(text, node) {
  const before = text.slice(0, node.start).trimEnd();
  const after = text.slice(node.end).trimStart();
  const between = before && after ? "\n\n" : before ? "\n" : "";
  return { start: before.length, end: text.length - after.length, text: between };
}

/** Adds to a list in parentheses or braces; `place` is where the parentheses go when there is no item yet. */
export function addItem(text, items, place, snippet) {
  const last = items.at(-1);
  if (!last) return insertion(place, `(${snippet})`);
  const hasOwnLine = !text.slice(lineStart(text, last.start), last.start).trim();
  return hasOwnLine ? insertion(behindComment(text, last.end), `\n${indentAt(text, last.start)}${snippet}`)
    : insertion(last.end, `, ${snippet}`);
}

/** Takes an item out of such a list; with the last one the parentheses go, which begin behind `place`. */
export function removeItem(text, items, node, place) {
  const index = items.indexOf(node);
  if (items.length === 1) {
    const close = /^(?:[\s,]|#[^\n]*)*\)/.exec(text.slice(node.end))?.[0].length ?? 0;
    return { start: place, end: node.end + close, text: "" };
  }
  return index === 0 ? { start: node.start, end: items[1].start, text: "" }
    : { start: items[index - 1].end, end: node.end, text: "" };
}

/** Declares variables, each as `$name: Type`. */
export function declareVariables(text, operation, declarations) {
  const list = declarations.join(", ");
  const isShort = text[operation.start] === "{";
  if (isShort) return insertion(operation.start, `query(${list}) `);
  return addItem(text, operation.variables, placeOfVariables(operation), list);
}

/** Where the variables of an operation begin. */
export const placeOfVariables = (operation) => operation.name?.end ?? operation.start + operation.operation.length;

const lineStart = (text, place) => text.lastIndexOf("\n", place - 1) + 1;
const indentAt = (text, place) => /^[\t ]*/.exec(text.slice(lineStart(text, place)))[0];

/** The place behind a comment on the same line, which belongs to what stands before it. */
function behindComment(text, place) {
  const comment = /^[\t ,]*#[^\n]*/.exec(text.slice(place));
  return comment ? place + comment[0].length : place;
}
