// Operations and fields made of the schema, for "insert into query".

import { innermost, isComposite, isRequired, typeText } from "./schema.js";

const fieldLimit = 8;

/** An operation with one root field: `{ query, variables }`, its required arguments as variables. */
export function operationFor(schema, kind, field) {
  const required = [...field.args.values()].filter(isRequired);
  const name = field.name[0].toUpperCase() + field.name.slice(1);
  const declared = required.map((each) => `$${each.name}: ${typeText(each.type)}`).join(", ");
  const passed = required.map((each) => `${each.name}: $${each.name}`).join(", ");
  const variables = Object.fromEntries(required.map((each) => [each.name, sample(schema, each.type, 0)]));
  return {
    query: `${kind} ${name}${declared && `(${declared})`} {\n  ${field.name}${passed && `(${passed})`}${
      selection(schema, field, "  ", 0)}\n}\n`,
    variables: required.length > 0 ? JSON.stringify(variables, null, 2) : "",
  };
}

/** A field with its required arguments to be filled in, and with fields of its own where it needs them. */
export function fieldFor(schema, field) {
  const required = [...field.args.values()].filter(isRequired).map((each) => `${each.name}: `).join(", ");
  return `${field.name}${required && `(${required})`}${selection(schema, field, "", 0)}\n`;
}

function selection(schema, field, indent, depth) {
  const type = schema.named(field.type);
  if (!isComposite(type)) return "";
  const inside = chosenFields(schema, type, depth);
  const lines = inside.map((each) => `${indent}  ${each.name}${selection(schema, each, `${indent}  `, depth + 1)}`);
  return ` {\n${(lines.length > 0 ? lines : [`${indent}  __typename`]).join("\n")}\n${indent}}`;
}

/** Plain fields first; connections by their nodes, payloads by what they carry. */
function chosenFields(schema, type, depth) {
  const usable = [...type.fields.values()].filter(
    (field) => !field.isDeprecated && ![...field.args.values()].some(isRequired));
  const nodes = type.fields.get("nodes");
  if (nodes && depth < 3) return [nodes];
  const plain = usable.filter((field) => !isComposite(schema.named(field.type)));
  const isPayload = type.name.endsWith("Payload");
  const inner = isPayload || plain.length === 0 ? usable.filter((field) => isComposite(schema.named(field.type))) : [];
  return [...plain.slice(0, fieldLimit), ...(depth < 2 ? inner.slice(0, 4) : [])];
}

/** A value of a type to begin with. */
export function sample(schema, reference, depth) {
  if (reference.kind === "NON_NULL") return sample(schema, reference.ofType, depth);
  if (reference.kind === "LIST") return [];
  const type = schema.types.get(innermost(reference).name);
  if (type?.kind === "ENUM") return type.enumValues.keys().next().value;
  if (type?.kind === "INPUT_OBJECT" && depth < 4) {
    const required = [...type.inputFields.values()].filter(isRequired);
    return Object.fromEntries(required.map((each) => [each.name, sample(schema, each.type, depth + 1)]));
  }
  return { Int: 0, Float: 0, Boolean: false }[reference.name] ?? "";
}
