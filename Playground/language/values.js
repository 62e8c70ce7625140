// Whether a literal fits where it stands.

import { nullable, typeText } from "./schema.js";
import { didYouMean } from "./suggestions.js";

const accepted = {
  Int: ["Int"], Float: ["Int", "Float"], String: ["String"], Boolean: ["Boolean"], ID: ["String", "Int"],
};

/** What is wrong with a value node for its `expected` type; null where nothing is. */
export function valueProblem(node, schema) {
  const { expected } = node;
  if (node.kind === "Null") return expected.kind === "NON_NULL" ? `${typeText(expected)} is never null.` : null;
  const reference = nullable(expected);
  if (reference.kind === "LIST") return null;
  if (node.kind === "List") return isCustom(schema.named(reference)) ? null : `${reference.name} is no list.`;
  const type = schema.named(reference);
  if (!type) return null;
  if (type.kind === "ENUM") return enumProblem(node, type);
  if (type.kind === "INPUT_OBJECT") return node.kind === "Object" ? null : `Expected an object of ${type.name}.`;
  const kinds = accepted[type.name];
  if (kinds && !kinds.includes(node.kind)) return `Expected ${type.name}, found ${found(node)}.`;
  return !kinds && node.kind === "Enum" ? `Expected ${type.name}, found ${found(node)}.` : null;
}

const isCustom = (type) => type?.kind === "SCALAR" && !accepted[type.name];
const found = (node) => (node.kind === "Object" ? "an object" : node.text);

function enumProblem(node, type) {
  if (node.kind === "Enum" && type.enumValues.has(node.text)) return null;
  const names = [...type.enumValues.keys()];
  const isName = node.kind === "Enum" || node.kind === "String";
  const near = isName ? didYouMean(node.text.replaceAll('"', ""), names) : "";
  const some = `${names.slice(0, 8).join(", ")}${names.length > 8 ? ", ..." : ""}`;
  return `${type.name} has no value ${found(node)}.${near || ` It is one of ${some}.`}`;
}
