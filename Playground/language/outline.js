// A document as a tree beside the schema: what it selects is ticked, what it might select as well is not.
//
// Rows: `{ key, kind, label, detail, definition, type, node, isTicked, parent, canOpen }`. Kinds: "definition" (an
// operation or fragment), "root" (an operation that might be begun), "field", "inline", "spread", "argument", "member"
// (of an input object). `node` is what the document has, null where it has nothing; `type` what lies below.

import { annotate } from "./typing.js";
import { parse } from "./parser.js";
import { isComposite, nullable, typeText } from "./schema.js";

/** The rows of the first level; `{ document, rows }`. */
export function outline(text, schema) {
  const document = parse(text);
  annotate(document, schema);
  const definitions = document.definitions.filter(({ kind }) => kind !== "Unknown");
  const rows = definitions.map((node, index) => makeRow(null, "definition", titleOf(node), {
    key: String(index), node, type: node.type, detail: node.kind === "Fragment" ? `on ${node.condition?.text}` : "",
  }));
  for (const [operation, type] of Object.entries(schema.roots)) {
    if (type) rows.push(makeRow(null, "root", `New ${operation}`, { key: `new ${operation}`, type, operation }));
  }
  return { document, rows };
}

function titleOf(node) {
  if (node.kind === "Fragment") return `fragment ${node.name?.text ?? ""}`;
  return node.name ? `${node.operation} ${node.name.text}` : node.operation;
}

/** The rows below a row. */
export function rowsBelow(row, schema, document) {
  if (row.kind === "argument" || row.kind === "member") return memberRows(row, schema);
  const rows = [...argumentRows(row, schema)];
  if (isComposite(row.type)) rows.push(...fieldRows(row, schema), ...typeRows(row, schema, document));
  return rows;
}

function makeRow(parent, kind, label, { key, node = null, definition = null, type = null, detail = "", ...more }) {
  const canOpen = more.canOpen ?? (isComposite(type) || definition?.args?.size > 0);
  return { parent, kind, label, detail, key: parent ? `${parent.key}/${key}` : key, node, definition, type,
    isTicked: node !== null, ...more, canOpen };
}

function fieldRows(row, schema) {
  const present = new Map();
  for (const node of selectionsOf(row)) {
    if (node.kind !== "Field" || !node.name) continue;
    present.set(node.name.text, [...(present.get(node.name.text) ?? []), node]);
  }
  const known = [...row.type.fields.values(), schema.typename].filter(
    (field) => present.has(field.name) || field !== schema.typename || row.parent);
  const names = new Set(known.map(({ name }) => name));
  const others = [...present.keys()].filter((name) => !names.has(name)).map(
    (name) => schema.field(row.type, name) ?? { name, type: null, args: new Map(), isUnknown: true });
  return [...known, ...others].flatMap((definition) =>
    (present.get(definition.name) ?? [null]).map((node, index) => makeRow(row, "field", labelOf(node, definition), {
      key: `${definition.name}${index > 0 ? `#${index}` : ""}`, node, definition,
      type: definition.type && compositeOf(schema.named(definition.type)),
      detail: definition.isUnknown ? "unknown" : typeText(definition.type),
    })));
}

const selectionsOf = (row) => row.node?.selectionSet?.selections ?? [];
const labelOf = (node, { name }) => (node?.alias ? `${node.alias.text}: ${name}` : name);
const compositeOf = (type) => (isComposite(type) ? type : null);

/** Inline fragments and spreads, those that are there and those that could be. */
function typeRows(row, schema, document) {
  const rows = [];
  const taken = new Set();
  for (const node of selectionsOf(row)) {
    const label = node.kind === "Inline" && (node.condition ? `... on ${node.condition.text}` : "...")
      || node.kind === "Spread" && node.name && `...${node.name.text}`;
    if (!label) continue;
    const key = `${label}${taken.has(label) ? `#${taken.size}` : ""}`;
    taken.add(label);
    rows.push(makeRow(row, node.kind === "Inline" ? "inline" : "spread", label, {
      key, node, type: node.kind === "Inline" ? node.type : null, detail: directivesOf(node),
    }));
  }
  if (row.type.kind !== "OBJECT") {
    for (const name of row.type.possibleTypes) {
      const label = `... on ${name}`;
      if (!taken.has(label)) rows.push(makeRow(row, "inline", label, { key: label, type: schema.types.get(name) }));
    }
  }
  const inside = topOf(row).node;
  for (const fragment of document.definitions) {
    const label = `...${fragment.name?.text}`;
    if (fragment.kind !== "Fragment" || fragment === inside || taken.has(label)) continue;
    if (!isComposite(fragment.type) || !schema.overlap(fragment.type, row.type)) continue;
    rows.push(makeRow(row, "spread", label, { key: label }));
  }
  return rows;
}

const directivesOf = (node) => node.directives.map(({ name }) => `@${name?.text}`).join(" ");

/** The row of the first level that a row stands under. */
export function topOf(row) {
  return row.parent ? topOf(row.parent) : row;
}

function argumentRows(row, schema) {
  const given = new Map((row.node?.arguments ?? []).map((node) => [node.name?.text, node]));
  return [...(row.definition?.args.values() ?? [])].map((definition) =>
    inputRow(row, "argument", definition, given.get(definition.name), schema));
}

function memberRows(row, schema) {
  const given = new Map((row.node?.value?.fields ?? []).map((node) => [node.name?.text, node]));
  return [...(row.type?.inputFields.values() ?? [])].map((definition) =>
    inputRow(row, "member", definition, given.get(definition.name), schema));
}

function inputRow(row, kind, definition, node, schema) {
  const type = schema.named(definition.type);
  const isObject = type?.kind === "INPUT_OBJECT" && nullable(definition.type).kind !== "LIST";
  return makeRow(row, kind, definition.name, {
    key: `(${definition.name}`, node: node?.value ? node : null, definition, type, detail: typeText(definition.type),
    canOpen: isObject && (!node || node.value?.kind === "Object"),
  });
}
