// What may be written at a place: the document is read with a mark put there, and the mark's node says what fits.

import { annotate } from "./typing.js";
import { parse } from "./parser.js";
import { fragmentsOf } from "./references.js";
import { isComposite, isInput, isRequired, nullable, typeText } from "./schema.js";
import { nearest } from "./suggestions.js";

const mark = "__here__";
const wordEnd = /[A-Za-z_0-9]*$/;
const wordStart = /^[A-Za-z_0-9]*/;

/**
 * Completions at an offset: `{ start, end, items, near }`, items `{ label, insert, detail, documentation, deprecated,
 * kind }`. `insert` may hold "|", where the cursor shall be; `near` are those that the word may have meant.
 */
export function complete(text, offset, schema) {
  const start = offset - wordEnd.exec(text.slice(0, offset))[0].length;
  const end = offset + wordStart.exec(text.slice(offset))[0].length;
  const typed = text.slice(start, offset).toLowerCase();
  const marked = `${text.slice(0, start)}${mark}${text.slice(end)}`;
  const document = parse(marked);
  let items = [];
  annotate(document, schema, (node, ancestors) => {
    const found = finders[node.kind]?.(node, { ancestors, schema, document });
    if (found) items = found;
  });
  const hasParenthesis = /^\s*[({:]/.test(text.slice(end));
  if (hasParenthesis) items = items.map((item) => ({ ...item, insert: item.label }));
  return { start, end, items: rank(items, typed), near: nearest(text.slice(start, end), items, nameOf) };
}

const nameOf = ({ label }) => label.replace(/^[@$]/, "");

/** Those that begin with what was typed, then those that contain it; what is deprecated comes last. */
function rank(items, typed) {
  const order = (item) => {
    const place = nameOf(item).toLowerCase().indexOf(typed);
    return place < 0 ? -1 : (place === 0 ? 0 : 2) + (item.deprecated ? 1 : 0);
  };
  return items.map((item) => ({ item, rank: order(item) })).filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}

const isHere = (name) => name?.text === mark;

const finders = {
  Unknown: (node) => (isHere(node.name) ? keywords : null),
  Operation: () => null,

  Field(node, { schema }) {
    if (isHere(node.name)) return node.parentType ? fieldItems(node.parentType, schema) : [];
    return isHere(node.alias) && node.parentType ? fieldItems(node.parentType, schema) : null;
  },

  Spread(node, { schema, document }) {
    if (!isHere(node.name)) return null;
    const fragments = [...fragmentsOf(document).values()]
      .filter(({ type }) => !isComposite(node.parentType)
        || (isComposite(type) && schema.overlap(type, node.parentType)))
      .map(({ name, condition }) => ({ label: name.text, detail: `on ${condition?.text}`, kind: "fragment" }));
    return [{ label: "on", insert: "on ", detail: "a type", kind: "keyword" }, ...fragments];
  },

  Inline: (node, { schema }) => (isHere(node.condition) ? conditionItems(node.parentType, schema) : null),
  Fragment: (node, { schema }) => (isHere(node.condition) ? conditionItems(null, schema) : null),

  Directive(node, { ancestors, schema }) {
    if (isHere(node.name)) return directiveItems(locationOf(ancestors.at(-1)), schema);
    return null;
  },

  Argument(node, { ancestors }) {
    if (!isHere(node.name)) return null;
    const given = new Set(ancestors.at(-1).arguments.map(({ name }) => name?.text));
    return inputItems(node.owner?.args, given);
  },

  ObjectField(node, { ancestors }) {
    if (!isHere(node.name)) return null;
    const given = new Set(ancestors.at(-1).fields.map(({ name }) => name?.text));
    return inputItems(node.owner?.inputFields, given);
  },

  Enum(node, { ancestors, schema }) {
    if (node.text !== mark) return null;
    return [...variableItems(ancestors[0], "$"), ...valueItems(node.expected, schema)];
  },

  Variable: (node, { ancestors }) => (isHere(node.name) ? variableItems(ancestors[0], "") : null),

  VariableDefinition(node, { schema }) {
    if (!isHere(innermost(node.type))) return null;
    return [...schema.types.values()].filter((type) => isInput(type) && !type.name.startsWith("__"))
      .map(({ name, description }) => ({ label: name, documentation: description, kind: "type" }));
  },
};

const keywords = ["query", "mutation", "subscription"]
  .map((label) => ({ label, insert: `${label} {\n  |\n}`, kind: "keyword" }))
  .concat({ label: "fragment", insert: "fragment | on ", kind: "keyword" });

function fieldItems(type, schema) {
  const meta = type === schema.roots.query ? [...schema.rootMeta.values()] : [];
  const fields = [...type.fields.values(), ...(isComposite(type) ? [schema.typename] : []), ...meta];
  return fields.map((field) => ({
    label: field.name, detail: typeText(field.type), documentation: documentation(field),
    deprecated: field.isDeprecated, kind: "field", insert: fieldText(field, schema),
  }));
}

/** A field as it is put in: with parentheses where it must have arguments, and braces where it must have fields. */
function fieldText(field, schema) {
  const required = [...field.args.values()].filter(isRequired);
  const inside = isComposite(schema.named(field.type));
  if (required.length > 0) return `${field.name}(${required[0].name}: |)${inside ? " {\n  \n}" : ""}`;
  return inside ? `${field.name} {\n  |\n}` : field.name;
}

function inputItems(inputs, given) {
  return [...(inputs?.values() ?? [])].filter(({ name }) => !given.has(name)).map((input) => ({
    label: input.name, insert: `${input.name}: |`, detail: typeText(input.type), documentation: documentation(input),
    deprecated: input.isDeprecated, kind: "argument",
  }));
}

function conditionItems(parent, schema) {
  return [...schema.types.values()]
    .filter((type) => isComposite(type) && !type.name.startsWith("__"))
    .filter((type) => !isComposite(parent) || schema.overlap(type, parent))
    .map(({ name, description }) => ({ label: name, documentation: description, kind: "type" }));
}

function directiveItems(location, schema) {
  return [...schema.directives.values()].filter(({ locations }) => locations.includes(location)).map((directive) => ({
    label: directive.name, documentation: directive.description, kind: "directive",
    insert: [...directive.args.values()].some(isRequired)
      ? `${directive.name}(${[...directive.args.values()].find(isRequired).name}: |)` : directive.name,
  }));
}

function locationOf(node) {
  if (node.kind === "Operation") return node.operation.toUpperCase();
  return { Field: "FIELD", Spread: "FRAGMENT_SPREAD", Inline: "INLINE_FRAGMENT", Fragment: "FRAGMENT_DEFINITION",
    VariableDefinition: "VARIABLE_DEFINITION" }[node.kind];
}

function variableItems(operation, prefix) {
  return (operation.variables ?? []).filter(({ name }) => name && !isHere(name)).map(({ name, reference }) => ({
    label: prefix + name.text, detail: typeText(reference), kind: "variable",
  }));
}

function valueItems(expected, schema) {
  const reference = nullable(expected);
  const inner = reference?.kind === "LIST" ? nullable(reference.ofType) : reference;
  const type = schema.named(inner);
  if (type?.name === "Boolean") return ["true", "false"].map((label) => ({ label, kind: "value" }));
  if (type?.kind === "INPUT_OBJECT") return [{ label: "{ }", insert: "{ | }", detail: type.name, kind: "value" }];
  return [...(type?.enumValues.values() ?? [])].map((value) => ({
    label: value.name, documentation: documentation(value), deprecated: value.isDeprecated, kind: "value",
  }));
}

function documentation({ description, isDeprecated, deprecationReason }) {
  return isDeprecated ? `Deprecated. ${deprecationReason ?? ""}\n\n${description ?? ""}`.trim() : description;
}

function innermost(type) {
  return type?.kind === "ListType" ? innermost(type.of) : type?.name;
}
