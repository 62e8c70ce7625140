// The editor of variables: what is wrong with them for an operation, and what may be written.

import { parseJSON } from "./json.js";
import { parse } from "./parser.js";
import { isRequired, nullable, typeText } from "./schema.js";
import { didYouMean, nearest } from "./suggestions.js";

/** The problems of a text of variables for the operations of a query; the schema may be missing. */
export function lintVariables(text, query, schema) {
  const { root, errors } = parseJSON(text);
  const problems = [...errors];
  const report = ({ start, end }, message, { severity = "error", near = [] } = {}) => problems.push({
    message: message + didYouMean(near), start, end, severity, fixes: near.map((name) => JSON.stringify(name)) });
  if (root && root.kind !== "object" && root.kind !== "bad") report(root, "Variables are an object: { ... }.");
  if (schema && (!root || root.kind === "object")) checkAll(root, query, schema, report);
  return problems;
}

/** The problems of a text of headers: an object of strings with names that HTTP allows. */
export function lintHeaders(text) {
  const { root, errors } = parseJSON(text);
  const problems = [...errors];
  const report = ({ start, end }, message) => problems.push({ message, start, end, severity: "error" });
  if (root && root.kind !== "object" && root.kind !== "bad") report(root, "Headers are an object: { ... }.");
  for (const { key, value } of root?.members ?? []) {
    if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(key.text)) report(key, `"${key.text}" is no name of a header.`);
    if (value.kind !== "string" && value.kind !== "bad") report(value, "The value of a header is a string.");
  }
  return problems;
}

function variablesOf(query, schema) {
  const declared = new Map();
  for (const { kind, variables } of parse(query).definitions) {
    if (kind !== "Operation") continue;
    for (const { name, type, value } of variables) {
      const reference = schema.reference(type);
      if (name && reference) declared.set(name.text, { name: name.text, type: reference, defaultValue: value });
    }
  }
  return declared;
}

function checkAll(root, query, schema, report) {
  const declared = variablesOf(query, schema);
  const given = new Set();
  for (const { key, value } of root?.members ?? []) {
    given.add(key.text);
    const variable = declared.get(key.text);
    if (variable) check(value, variable.type, schema, report);
    else report(key, `The operation has no variable "$${key.text}".`,
      { severity: "warning", near: nearest(key.text, [...declared.keys()]) });
  }
  for (const variable of declared.values()) {
    if (isRequired(variable) && !given.has(variable.name)) {
      report(root ?? { start: 0, end: 1 }, `"$${variable.name}" (${typeText(variable.type)}) is missing.`);
    }
  }
}

const kinds = {
  Int: ["number"], Float: ["number"], String: ["string"], Boolean: ["boolean"], ID: ["string", "number"],
};

function check(node, reference, schema, report) {
  if (node.kind === "bad") return;
  if (node.kind === "null") {
    if (reference.kind === "NON_NULL") report(node, `${typeText(reference)} is never null.`);
    return;
  }
  const inner = nullable(reference);
  if (inner.kind === "LIST") {
    for (const item of node.kind === "array" ? node.items : [node]) check(item, inner.ofType, schema, report);
    return;
  }
  const type = schema.named(inner);
  if (type?.kind === "INPUT_OBJECT") checkObject(node, type, schema, report);
  else if (type?.kind === "ENUM" && !(node.kind === "string" && type.enumValues.has(node.value))) {
    const names = [...type.enumValues.keys()];
    report(node, `${type.name} is one of ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", ..." : ""}.`);
  } else if (kinds[type?.name] && !kinds[type.name].includes(node.kind)) {
    report(node, `Expected ${type.name}.`);
  }
}

function checkObject(node, type, schema, report) {
  if (node.kind !== "object") return report(node, `Expected an object of ${type.name}.`);
  const given = new Set();
  for (const { key, value } of node.members) {
    given.add(key.text);
    const field = type.inputFields.get(key.text);
    if (field) check(value, field.type, schema, report);
    else {
      const near = nearest(key.text, [...type.inputFields.keys()]);
      report(key, `${type.name} has no field "${key.text}".`, { near });
    }
  }
  for (const field of type.inputFields.values()) {
    if (isRequired(field) && !given.has(field.name)) {
      report(node, `${type.name} needs "${field.name}" (${typeText(field.type)}).`);
    }
  }
}

/**
 * Completions in a text of variables: names of variables and of input fields, and values of enumerations. The answer is
 * that of `complete`.
 */
export function completeVariables(text, offset, query, schema) {
  const inString = stringAround(text, offset);
  const start = inString ? inString.start : offset - /[\w]*$/.exec(text.slice(0, offset))[0].length;
  const end = inString ? inString.end : offset + /^\w*/.exec(text.slice(offset))[0].length;
  const typed = text.slice(start, offset).replaceAll('"', "").toLowerCase();
  const mark = '"__here__"';
  const isName = /[{,]\s*$/.test(text.slice(0, start)) && !isInArray(text.slice(0, start));
  const hasColon = /^\s*:/.test(text.slice(end));
  const marked = text.slice(0, start) + mark + (isName && !hasColon ? ": null" : "") + text.slice(end);
  const { root } = parseJSON(marked);
  const inputs = variablesOf(query, schema);
  const items = root?.kind === "object" ? find(root, inputs, schema, isName && !hasColon) ?? [] : [];
  const near = nearest(text.slice(start, end).replaceAll('"', ""), items, ({ label }) => label);
  return { start, end, items: items.filter(({ label }) => label.toLowerCase().includes(typed)), near };
}

function find(node, inputs, schema, addsColon) {
  for (const { key, value } of node.members) {
    if (key.text === "__here__") return nameItems(inputs, node, addsColon);
    const found = findValue(value, inputs.get(key.text)?.type, schema, addsColon);
    if (found) return found;
  }
  return null;
}

function findValue(node, reference, schema, addsColon) {
  if (!node || !reference) return null;
  if (node.kind === "array") {
    const inner = nullable(reference);
    const item = inner.kind === "LIST" ? inner.ofType : inner;
    for (const each of node.items) {
      const found = findValue(each, item, schema, addsColon);
      if (found) return found;
    }
    return null;
  }
  const type = schema.named(reference);
  if (node.kind === "object") return type?.inputFields.size ? find(node, type.inputFields, schema, addsColon) : null;
  if (node.kind !== "string" || node.value !== "__here__" || !type) return null;
  if (type.name === "Boolean") return ["true", "false"].map((label) => ({ label, insert: label, kind: "value" }));
  return [...type.enumValues.values()].map(({ name, description }) => ({
    label: name, insert: `"${name}"`, documentation: description, kind: "value",
  }));
}

function nameItems(inputs, node, addsColon) {
  const given = new Set(node.members.map(({ key }) => key.text));
  return [...inputs.values()].filter(({ name }) => !given.has(name)).map(({ name, type, description }) => ({
    label: name, insert: `"${name}"${addsColon ? ": |" : ""}`, detail: typeText(type), documentation: description,
    kind: "argument",
  }));
}

function isInArray(before) {
  const open = [];
  for (const [mark] of before.replace(/"(?:\\.|[^"\\])*"/g, "").matchAll(/[{}[\]]/g)) {
    if (mark === "{" || mark === "[") open.push(mark);
    else open.pop();
  }
  return open.at(-1) === "[";
}

function stringAround(text, offset) {
  for (const match of text.matchAll(/"(?:\\.|[^"\\\n])*"?/g)) {
    const end = match.index + match[0].length;
    if (match.index < offset && offset < end) return { start: match.index, end };
    if (offset === end && !match[0].endsWith('"')) return { start: match.index, end };
  }
  return null;
}
