// Names that point elsewhere in the document: fragments and variables.

import { isComposite, nullable, typeText } from "./schema.js";
import { nearest } from "./suggestions.js";

/** Calls `visit` for all nodes below one, itself included. */
export function walk(node, visit) {
  if (!node || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit);
    return;
  }
  if (visit(node) === false) return;
  for (const key of children) if (node[key]) walk(node[key], visit);
}

const children = ["definitions", "variables", "directives", "selectionSet", "selections", "arguments", "value",
  "values", "fields"];

/** Unknown fragments, fragments that can never apply, circles, and fragments that nobody spreads. */
export function checkFragments(document, schema, report) {
  const fragments = fragmentsOf(document);
  const spread = new Set();
  walk(document, (node) => {
    if (node.kind !== "Spread" || !node.name) return;
    spread.add(node.name.text);
    const fragment = fragments.get(node.name.text);
    if (!fragment) {
      const near = nearest(node.name.text, [...fragments.keys()]);
      report(node.name, `There is no fragment "${node.name.text}".`, { near });
    } else if (isComposite(fragment.type) && isComposite(node.parentType)
      && !schema.overlap(fragment.type, node.parentType)) {
      report(node.name, `${node.parentType.name} is never ${fragment.type.name}.`);
    } else if (reaches(fragment, fragment.name.text, fragments, new Set())) {
      report(node.name, `The fragment "${node.name.text}" contains itself.`);
    }
  });
  for (const fragment of fragments.values()) {
    if (spread.has(fragment.name.text)) continue;
    report(fragment.name, `"${fragment.name.text}" is never used.`, { severity: "warning" });
  }
}

/** Variables that are not declared, are never used, or have a type that does not fit. */
export function checkVariables(document, schema, report) {
  const fragments = fragmentsOf(document);
  for (const operation of document.definitions.filter(({ kind }) => kind === "Operation")) {
    const declared = new Map(operation.variables.map((each) => [each.name?.text, each]));
    const used = new Set();
    for (const variable of variablesIn(operation, fragments)) {
      const name = variable.name?.text;
      used.add(name);
      const definition = declared.get(name);
      if (name && !definition) report(variable, `"$${name}" is not declared by the operation.`);
      else if (definition?.reference && variable.expected && !fits(definition, variable)) {
        const [given, expected] = [definition.reference, variable.expected].map(typeText);
        report(variable, `"$${name}" is ${given}; ${expected} is expected.`);
      }
    }
    for (const [name, definition] of declared) {
      if (name && !used.has(name)) report(definition, `"$${name}" is never used.`, { severity: "warning" });
    }
  }
}

export function fragmentsOf(document) {
  return new Map(
    document.definitions.filter((each) => each.kind === "Fragment" && each.name).map((each) => [each.name.text, each]));
}

/** All uses of variables in an operation and the fragments that it reaches. */
export function variablesIn(operation, fragments) {
  const found = [];
  const visited = new Set();
  const visit = (node) => {
    if (node.kind === "Variable") found.push(node);
    const fragment = node.kind === "Spread" ? fragments.get(node.name?.text) : null;
    if (fragment && !visited.has(fragment)) {
      visited.add(fragment);
      walk(fragment.selectionSet, visit);
      walk(fragment.directives, visit);
    }
    return node.kind !== "VariableDefinition";
  };
  walk(operation, visit);
  return found;
}

function reaches(fragment, name, fragments, visited) {
  let found = false;
  walk(fragment.selectionSet, (node) => {
    if (node.kind !== "Spread" || !node.name || found) return;
    if (node.name.text === name) found = true;
    const next = fragments.get(node.name.text);
    if (next && !visited.has(next)) {
      visited.add(next);
      found ||= reaches(next, name, fragments, visited);
    }
  });
  return found;
}

/** Whether a variable may stand where it does; a default on either side makes null harmless. */
function fits(definition, variable) {
  const hasDefault = (definition.value && definition.value.kind !== "Null") || variable.position?.defaultValue != null;
  const expected = hasDefault ? nullable(variable.expected) : variable.expected;
  return isSubtype(definition.reference, expected);
}

function isSubtype(one, other) {
  if (other.kind === "NON_NULL") return one.kind === "NON_NULL" && isSubtype(one.ofType, other.ofType);
  if (one.kind === "NON_NULL") return isSubtype(one.ofType, other);
  if (one.kind === "LIST" || other.kind === "LIST") {
    return one.kind === other.kind && isSubtype(one.ofType, other.ofType);
  }
  return one.name === other.name;
}
