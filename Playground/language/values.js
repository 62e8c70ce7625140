// Whether a literal fits where it stands.

import { nullable, typeText } from "./schema.js";
import { nearest } from "./suggestions.js";

const accepted = {
  Int: ["Int"], Float: ["Int", "Float"], String: ["String"], Boolean: ["Boolean"], ID: ["String", "Int"],
};

/** What is wrong with a value node for its `expected` type: `{ message, near }`; null where nothing is. */
export function valueProblem(node, schema) {
  const { expected } = node;
  if (node.kind === "Null") return expected.kind === "NON_NULL" ? wrong(`${typeText(expected)} is never null.`) : null;
  const reference = nullable(expected);
  if (reference.kind === "LIST") return null;
  if (node.kind === "List") return isCustom(schema.named(reference)) ? null : wrong(`${reference.name} is no list.`);
  const type = schema.named(reference);
  if (!type) return null;
  if (type.kind === "ENUM") return enumProblem(node, type);
  if (type.kind === "INPUT_OBJECT") return node.kind === "Object" ? null : wrong(`Expected an object of ${type.name}.`);
  const kinds = accepted[type.name];
  const fits = kinds ? kinds.includes(node.kind) : node.kind !== "Enum";
  return fits ? null : wrong(`Expected ${type.name}, found ${found(node)}.`);
}

const wrong = (message, near = []) => ({ message, near });
const isCustom = (type) => type?.kind === "SCALAR" && !accepted[type.name];
const found = (node) => (node.kind === "Object" ? "an object" : node.text);

function enumProblem(node, type) {
  if (node.kind === "Enum" && type.enumValues.has(node.text)) return null;
  const names = [...type.enumValues.keys()];
  const isName = node.kind === "Enum" || node.kind === "String";
  const near = isName ? nearest(node.text.replaceAll('"', ""), names) : [];
  const some = `${names.slice(0, 8).join(", ")}${names.length > 8 ? ", ..." : ""}`;
  return wrong(`${type.name} has no value ${found(node)}.${near.length > 0 ? "" : ` It is one of ${some}.`}`, near);
}
