// Tells what is wrong with an operation before it is sent: `{ message, start, end, severity, fixes }`, in order of
// place. Fixes are texts, each of which may stand there instead.

import { checkConflicts } from "./conflicts.js";
import { annotate } from "./typing.js";
import { parse } from "./parser.js";
import { isComposite, isInput, isRequired, typeText } from "./schema.js";
import { didYouMean, nearest } from "./suggestions.js";
import { checkFragments, checkVariables, fragmentsOf } from "./references.js";
import { valueProblem } from "./values.js";

/** The problems of a document; without a schema those of its grammar alone. */
export function lint(text, schema) {
  const document = parse(text);
  const problems = document.errors.map((error) => ({ ...error, severity: "error" }));
  if (schema) {
    const report = (place, message, { severity = "error", near = [] } = {}) => {
      if (!place) return;
      const end = Math.max(place.end, place.start + 1);
      problems.push({ message: message + didYouMean(near), start: place.start, end, severity, fixes: near });
    };
    annotate(document, schema, (node, ancestors) => rules[node.kind]?.(node, report, schema, ancestors));
    checkOperations(document, report);
    checkFragments(document, schema, report);
    checkVariables(document, schema, report);
    checkConflicts(document, schema, report);
  }
  return problems.sort((one, other) => one.start - other.start);
}

const rules = {
  Operation(node, report) {
    if (!node.type) report(node, `The schema has no ${node.operation}s.`);
  },

  Fragment: checkCondition,
  Inline(node, report, schema) {
    if (!node.condition) return;
    checkCondition(node, report, schema);
    if (isComposite(node.type) && isComposite(node.parentType) && !schema.overlap(node.type, node.parentType)) {
      report(node.condition, `${node.parentType.name} is never ${node.type.name}.`);
    }
  },

  Field(node, report, schema) {
    if (!node.name || !isComposite(node.parentType)) return;
    if (!node.definition) {
      const near = nearest(node.name.text, [...node.parentType.fields.keys()]);
      report(node.name, `${node.parentType.name} has no field "${node.name.text}".`, { near });
      return;
    }
    if (node.definition.isDeprecated) {
      report(node.name, `"${node.name.text}" is deprecated. ${node.definition.deprecationReason ?? ""}`,
        { severity: "info" });
    }
    const type = schema.named(node.definition.type);
    const shown = typeText(node.definition.type);
    if (isComposite(type) && !node.selectionSet) {
      report(node.name, `"${node.name.text}" is ${shown}: select fields of it.`);
    }
    if (!isComposite(type) && node.selectionSet) {
      report(node.selectionSet, `"${node.name.text}" is ${shown}: it has no fields to select.`);
    }
    checkArguments(node, report);
  },

  Directive(node, report, schema, ancestors) {
    if (!node.name) return;
    if (!node.definition) {
      const near = nearest(node.name.text, [...schema.directives.keys()]);
      report(node.name, `There is no directive "@${node.name.text}".`, { near });
      return;
    }
    checkPlace(node, ancestors.at(-1), report);
    checkArguments(node, report);
  },

  Argument(node, report) {
    if (!node.owner || node.definition || !node.name) return;
    const near = nearest(node.name.text, [...node.owner.args.keys()]);
    report(node.name, `There is no argument "${node.name.text}".`, { near });
  },

  ObjectField(node, report) {
    if (!node.owner || node.definition || !node.name) return;
    const near = nearest(node.name.text, [...node.owner.inputFields.keys()]);
    report(node.name, `${node.owner.name} has no field "${node.name.text}".`, { near });
  },

  Object(node, report, schema) {
    checkValue(node, report, schema);
    if (node.type?.kind !== "INPUT_OBJECT") return;
    const given = new Set(node.fields.map((field) => field.name?.text));
    for (const field of node.type.inputFields.values()) {
      if (isRequired(field) && !given.has(field.name)) {
        report(node, `${node.type.name} needs "${field.name}" (${typeText(field.type)}).`);
      }
    }
    if (node.type.isOneOf && node.fields.length !== 1) report(node, `${node.type.name} takes exactly one field.`);
    reportTwice(node.fields, "The field", report);
  },

  VariableDefinition(node, report, schema) {
    if (!node.type) return;
    const name = innermostName(node.type);
    const type = schema.types.get(name?.text);
    if (name && !type) {
      report(name, `There is no type "${name.text}".`, { near: nearest(name.text, inputNames(schema)) });
    } else if (type && !isInput(type)) report(name, `"${name.text}" is no input type.`);
  },

};

for (const kind of ["Int", "Float", "String", "Boolean", "Null", "Enum", "List"]) rules[kind] = checkValue;

function checkValue(node, report, schema) {
  const problem = node.expected && valueProblem(node, schema);
  if (problem) report(node, problem.message, problem);
}

const locations = {
  Field: "FIELD", Spread: "FRAGMENT_SPREAD", Inline: "INLINE_FRAGMENT", Fragment: "FRAGMENT_DEFINITION",
  VariableDefinition: "VARIABLE_DEFINITION",
};

/** A directive stands where its definition allows, and once unless it is repeatable. */
function checkPlace({ name, definition }, owner, report) {
  const location = locations[owner.kind] ?? owner.operation.toUpperCase();
  if (!definition.locations.includes(location)) {
    const where = location.toLowerCase().replaceAll("_", " ");
    report(name, `"@${name.text}" does not stand at a ${where}.`);
  }
  const first = owner.directives.find((each) => each.name?.text === name.text);
  if (!definition.isRepeatable && first.name !== name) report(name, `"@${name.text}" stands here twice.`);
}

function checkCondition(node, report, schema) {
  if (!node.condition) return;
  if (!node.type) {
    const known = [...schema.types.values()].filter(isComposite).map(({ name }) => name);
    const near = nearest(node.condition.text, known);
    report(node.condition, `There is no type "${node.condition.text}".`, { near });
  } else if (!isComposite(node.type)) {
    report(node.condition, `"${node.condition.text}" has no fields to select.`);
  }
}

function checkArguments(node, report) {
  const given = new Map(node.arguments.map((argument) => [argument.name?.text, argument]));
  for (const argument of node.definition.args.values()) {
    if (isRequired(argument) && !given.has(argument.name)) {
      report(node.name, `"${node.name.text}" needs the argument "${argument.name}" (${typeText(argument.type)}).`);
    }
  }
  reportTwice(node.arguments, "The argument", report);
}

function reportTwice(nodes, what, report) {
  const seen = new Set();
  for (const { name } of nodes) {
    if (name && seen.has(name.text)) report(name, `${what} "${name.text}" is given twice.`);
    seen.add(name?.text);
  }
}

function checkOperations({ definitions }, report) {
  const operations = definitions.filter(({ kind }) => kind === "Operation");
  for (const { operation, selectionSet } of operations) {
    if (operation !== "subscription") continue;
    const [, second] = rootFields(selectionSet, fragmentsOf({ definitions }), new Set());
    if (second) report(second.name, "A subscription has one root field.");
  }
  reportTwice(operations.filter(({ name }) => name), "The operation", report);
  if (operations.length < 2) return;
  for (const operation of operations.filter(({ name }) => !name)) {
    report({ start: operation.start, end: operation.start + 1 }, "Among several operations each needs a name.");
  }
}

/** The fields of a selection set by the names that they have in the answer, through fragments too. */
function rootFields(set, fragments, visited) {
  const found = new Map();
  for (const node of set?.selections ?? []) {
    if (node.kind === "Field") found.set((node.alias ?? node.name)?.text, node);
    const inner = node.kind === "Inline" ? node : fragments.get(node.name?.text);
    if (node.kind === "Field" || !inner || visited.has(inner)) continue;
    visited.add(inner);
    for (const each of rootFields(inner.selectionSet, fragments, visited)) {
      found.set((each.alias ?? each.name)?.text, each);
    }
  }
  return [...found.values()];
}

function innermostName(type) {
  return type?.kind === "ListType" ? innermostName(type.of) : type?.name;
}

function inputNames(schema) {
  return [...schema.types.values()].filter(isInput).map(({ name }) => name);
}
