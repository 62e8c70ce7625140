// Values as GraphQL writes them, and as JSON has them.

import { nullable } from "./schema.js";
import { parse } from "./parser.js";

/** The value of a literal as JSON; undefined where a variable is in it. */
export function valueOf(node) {
  switch (node.kind) {
    case "Null": return null;
    case "Boolean": return node.text === "true";
    case "Int": case "Float": return Number(node.text);
    case "Enum": return node.text;
    case "String": return stringOf(node.text);
    case "List": {
      const values = node.values.map(valueOf);
      return values.includes(undefined) ? undefined : values;
    }
    case "Object": {
      const pairs = node.fields.map(({ name, value }) => [name.text, valueOf(value)]);
      return pairs.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(pairs);
    }
    default: return undefined;
  }
}

/** What a string literal says. Of a block string the indentation that all its lines share is left out. */
function stringOf(text) {
  if (!text.startsWith('"""')) {
    try {
      return JSON.parse(text.replaceAll(/\\u\{([0-9a-fA-F]+)\}/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16))));
    } catch {
      return text.slice(1, -1);
    }
  }
  const lines = text.slice(3, -3).replaceAll('\\"""', '"""').split(/\r?\n/);
  const indents = lines.slice(1).filter((line) => line.trim()).map((line) => /^[\t ]*/.exec(line)[0].length);
  const shared = Math.min(...indents, Infinity);
  const dedented = lines.map((line, index) => (index > 0 ? line.slice(shared) : line));
  return dedented.join("\n").replaceAll(/^\s*\n|\n\s*$/g, "");
}

/** JSON as a literal of a type: names of enumerations stand without quotes. */
export function literalOf(value, reference, schema) {
  if (value === null || value === undefined) return "null";
  const inner = reference && nullable(reference);
  if (Array.isArray(value)) {
    const item = inner?.kind === "LIST" ? inner.ofType : inner;
    return `[${value.map((each) => literalOf(each, item, schema)).join(", ")}]`;
  }
  const type = schema.named(reference);
  if (typeof value === "object") {
    const members = Object.entries(value).map(
      ([name, each]) => `${name}: ${literalOf(each, type?.inputFields.get(name)?.type, schema)}`);
    return `{${members.join(", ")}}`;
  }
  return type?.kind === "ENUM" && typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a text is one whole value. */
export function isLiteral(text) {
  const { errors, definitions } = parse(`{a(b:${text}\n)}`);
  const [field] = definitions[0]?.selectionSet?.selections ?? [];
  return errors.length === 0 && definitions.length === 1 && field.arguments.length === 1
    && definitions[0].selectionSet.selections.length === 1;
}
