// Ticking: what becomes of a document when a row of its outline is ticked or unticked, or gets another value.
//
// Each function answers `{ text, given, dropped }`: the new text, values for variables that it has declared, and the
// names of variables that it has no use for any more. `tick` adds `kinds`: of what the variables are ids that have no
// value yet.

import {
  addItem, addSelection, applyChanges, declareVariables, fillSet, insertion, placeOfVariables, removeDefinition,
  removeItem, removeSelection,
} from "./edits.js";
import { sample } from "./insertion.js";
import { literalOf, valueOf } from "./literals.js";
import { topOf } from "./outline.js";
import { parse } from "./parser.js";
import { fragmentsOf, variablesIn, walk } from "./references.js";
import { isComposite, isRequired, typeText } from "./schema.js";
import { annotate } from "./typing.js";

/** Selects what a row stands for, with all that is above it and with the arguments that it cannot be without. */
export function tick(text, row, schema, document) {
  const writer = new Writer(schema, topOf(row).node, document);
  let place = row;
  let snippet = writer.write(row, null);
  while (place.parent && !place.parent.isTicked && place.parent.kind !== "root") {
    snippet = writer.write(place.parent, { row: place, snippet });
    place = place.parent;
  }
  if (topOf(row).kind === "root") return begin(text, topOf(row).operation, place, snippet, writer);
  const changes = [place.kind === "argument" || place.kind === "member" ? addInput(text, place, snippet)
    : addTo(text, place.parent.node, snippet)];
  if (writer.declared.length > 0) changes.push(declareVariables(text, writer.operation, writer.declared));
  const isReplaced = place.parent.node.operation === "subscription";
  return { given: writer.given, kinds: writer.kinds, ...withoutUnused(applyChanges(text, changes), topOf(row),
    isReplaced ? variablesOf(place.parent.node.selectionSet) : []) };
}

/** A subscription has one root field: another one takes its place. */
function addTo(text, node, snippet) {
  const { selectionSet: set } = node;
  if (set && node.operation === "subscription") return { start: set.start, end: set.end, text: `{ ${snippet} }` };
  return node.selectionSet ? addSelection(text, node.selectionSet, snippet) : insertion(node.end, ` { ${snippet} }`);
}

function addInput(text, { parent, kind }, snippet) {
  if (kind === "argument") return addItem(text, parent.node.arguments, parent.node.name.end, snippet);
  const { value } = parent.node;
  return value.fields.length > 0 ? addItem(text, value.fields, value.end, snippet)
    : { start: value.start, end: value.end, text: `{${snippet}}` };
}

/** An operation of its own behind all that is there. */
function begin(text, operation, row, snippet, writer) {
  const name = writer.freeName(row.definition?.name.replace(/^_*./, (first) => first.toUpperCase()) ?? "New");
  const variables = writer.declared.length > 0 ? `(${writer.declared.join(", ")})` : "";
  const start = text.trim() ? `${text.trimEnd()}\n\n` : "";
  const added = `${operation} ${name}${variables} { ${snippet} }\n`;
  return { text: applyChanges(text, [{ start: 0, end: text.length, text: start + added }]), given: writer.given,
    kinds: writer.kinds, dropped: [] };
}

/** Writes rows as GraphQL. Arguments that must be there become variables where an operation can declare them. */
class Writer {
  constructor(schema, definition, document) {
    this.schema = schema;
    this.document = document;
    this.operation = definition?.kind === "Operation" ? definition : null;
    this.canDeclare = definition?.kind !== "Fragment";
    this.taken = new Set((this.operation?.variables ?? []).map(({ name }) => name?.text));
    this.declared = [];
    this.given = {};
    this.kinds = {};
  }

  write(row, inner) {
    if (row.kind === "spread") return row.label;
    if (row.kind === "inline") return `${row.label} { ${inner?.snippet ?? "__typename"} }`;
    if (row.kind === "field") return this.field(row.definition, inner);
    return `${row.definition.name}: ${inner ? this.objectWith(row.type, inner) : this.value(row)}`;
  }

  field(definition, inner) {
    const isInput = inner?.row.kind === "argument";
    const list = [...definition.args.values()].filter(
      (each) => isRequired(each) && !(isInput && each.name === inner.row.definition.name))
      .map((each) => `${each.name}: ${this.required(each, definition)}`);
    if (isInput) list.push(inner.snippet);
    const type = this.schema.named(definition.type);
    const set = isComposite(type) ? ` { ${inner && !isInput ? inner.snippet : this.standard(type, 0)} }` : "";
    return `${definition.name}${list.length > 0 ? `(${list.join(", ")})` : ""}${set}`;
  }

  /** What a new selection begins with: what names an object; of a connection that of its nodes. */
  standard(type, depth) {
    const isFree = (field) => field && ![...field.args.values()].some(isRequired) && !field.isDeprecated;
    const inner = type.fields.get("nodes");
    if (isFree(inner) && depth < 2) {
      return `nodes { ${this.standard(this.schema.named(inner.type), depth + 1)} }`;
    }
    const usual = ["id", "title", "name"].map((name) => type.fields.get(name)).find(
      (field) => isFree(field) && !isComposite(this.schema.named(field.type)));
    return usual?.name ?? "__typename";
  }

  required(definition, field) {
    if (!this.canDeclare) return this.literal(definition);
    const name = this.declare(definition);
    const type = this.schema.named(definition.type);
    if (type?.name === "ID") this.kinds[name] = kindOf(definition.name, this.schema.named(field.type).name);
    return `$${name}`;
  }

  value({ kind, definition, parent }) {
    return kind === "argument" && isRequired(definition) ? this.required(definition, parent.definition)
      : this.literal(definition);
  }

  literal({ name, type, defaultValue }) {
    if (defaultValue == null && /^(first|last|limit)$/.test(name)) return "10";
    return defaultValue ?? literalOf(sample(this.schema, type, 0), type, this.schema);
  }

  objectWith(type, { row, snippet }) {
    const others = [...type.inputFields.values()].filter(
      (each) => isRequired(each) && each.name !== row.definition.name);
    return `{${[...others.map((each) => `${each.name}: ${this.literal(each)}`), snippet].join(", ")}}`;
  }

  /** Declares a variable for an input; its name. */
  declare({ name, type }, value = sample(this.schema, type, 0)) {
    const free = unused(name, this.taken);
    this.taken.add(free);
    this.declared.push(`$${free}: ${typeText(type)}`);
    this.given[free] = value;
    return free;
  }

  freeName(name) {
    return unused(name, new Set(this.document.definitions.map((each) => each.name?.text)));
  }
}

/** Of what an argument is the id: `labId` says it itself, `id` is that of what the field answers. */
const kindOf = (name, typeName) => (name === "id" ? typeName[0].toLowerCase() + typeName.slice(1)
  : name.replace(/Id$/, ""));

function unused(name, taken) {
  let number = 1;
  while (taken.has(number > 1 ? `${name}${number}` : name)) number += 1;
  return number > 1 ? `${name}${number}` : name;
}

/** Takes away what a row stands for. A selection never is left empty: first `__typename` stands in, then all goes. */
export function untick(text, row, document) {
  const { node, parent, kind } = row;
  if (kind === "definition") {
    const kept = new Set(document.definitions.flatMap((each) => (each === node ? [] : namesOf(each))));
    return { text: applyChanges(text, [removeDefinition(text, node)]), given: {},
      dropped: namesOf(node).filter((name) => !kept.has(name)) };
  }
  if (kind === "argument") {
    return tidied(text, row, removeItem(text, parent.node.arguments, node, parent.node.name.end));
  }
  if (kind === "member") {
    const { value } = parent.node;
    return tidied(text, row, value.fields.length === 1 ? { start: value.start, end: value.end, text: "{}" }
      : removeItem(text, value.fields, node, value.start));
  }
  if (parent.node.selectionSet.selections.length > 1) return tidied(text, row, removeSelection(text, node));
  if (parent.kind === "definition" || row.definition?.name === "__typename") return untick(text, parent, document);
  return tidied(text, row, { start: node.start, end: node.end, text: "__typename" });
}

const namesOf = ({ variables }) => (variables ?? []).flatMap(({ name }) => name?.text ?? []);

/** Makes a change, and takes the variables away that were used in what went only. */
function tidied(text, row, change) {
  return { given: {}, ...withoutUnused(applyChanges(text, [change]), topOf(row), variablesOf(row.node)) };
}

const variablesOf = (node) => {
  const names = new Set();
  walk(node, (each) => { if (each.kind === "Variable") names.add(each.name?.text); });
  return [...names];
};

/** The text without the declarations of those variables that it uses no more; `{ text, dropped }`. */
function withoutUnused(text, { node, key }, names) {
  let changed = text;
  const dropped = node.kind === "Operation" ? names.filter((name) => {
    const without = dropVariable(changed, Number(key), name);
    changed = without ?? changed;
    return without !== null;
  }) : [];
  return { text: changed, dropped };
}

/** The text without a variable's declaration; null where it is used, or not declared. */
function dropVariable(text, index, name) {
  const document = parse(text);
  const operation = document.definitions.filter(({ kind }) => kind !== "Unknown")[index];
  const declaration = operation?.variables?.find((each) => each.name?.text === name);
  if (!declaration) return null;
  if (variablesIn(operation, fragmentsOf(document)).some((each) => each.name?.text === name)) return null;
  return applyChanges(text, [removeItem(text, operation.variables, declaration, placeOfVariables(operation))]);
}

/** Puts another literal in the place of an argument's or member's value. */
export function setValue(text, row, literal) {
  return tidied(text, { ...row, node: row.node.value },
    { start: row.node.value.start, end: row.node.value.end, text: literal });
}

/** Makes a literal a variable; null where it cannot be one. */
export function makeVariable(text, row, schema, document) {
  const writer = new Writer(schema, topOf(row).node, document);
  const { value } = row.node;
  const known = valueOf(value);
  if (known === undefined || !writer.operation) return null;
  const name = writer.declare(row.definition, known);
  const changes = [{ start: value.start, end: value.end, text: `$${name}` },
    declareVariables(text, writer.operation, writer.declared)];
  return { text: applyChanges(text, changes), given: writer.given, dropped: [] };
}

/** Makes a variable the literal that it stood for. */
export function makeLiteral(text, row, schema, variables) {
  const value = variables?.[row.node.value.name?.text] ?? sample(schema, row.definition.type, 0);
  return setValue(text, row, literalOf(value, row.definition.type, schema));
}

/**
 * The text with selections where fields must be selected and none are, be it that the braces are missing or that
 * nothing is in them; null where nothing is missing, or where more is wrong. What an operation asks for is left to
 * whoever writes it.
 */
export function fillSelections(text, schema) {
  const document = parse(text);
  if (document.errors.some(({ isEmptySet }) => !isEmptySet)) return null;
  annotate(document, schema);
  const writer = new Writer(schema, null, document);
  const changes = [];
  walk(document.definitions, (node) => {
    const { kind, selectionSet: set } = node;
    const type = kind === "Field" ? schema.named(node.definition?.type) : kind === "Operation" ? null : node.type;
    if (!isComposite(type) || (set ? set.selections.length > 0 : kind !== "Field")) return;
    const snippet = writer.standard(type, 0);
    changes.push(set ? fillSet(text, set, snippet) : insertion(node.end, ` { ${snippet} }`));
  });
  return changes.length > 0 ? applyChanges(text, changes) : null;
}
