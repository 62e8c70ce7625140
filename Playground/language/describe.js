// What stands at a place of a document, for hover and for the jump to its documentation.

import { annotate } from "./typing.js";
import { parse } from "./parser.js";
import { innermost, typeText } from "./schema.js";

/**
 * What the name at an offset means: `{ start, end, signature, description, deprecation, target }`, null where nothing
 * is known. `target` is `{ type, field }`, to look up in the explorer.
 */
export function describe(text, offset, schema) {
  let found = null;
  annotate(parse(text), schema, (node) => {
    const place = node.name ?? node;
    const isInside = (name) => name && name.start <= offset && offset <= name.end;
    const about = describers[node.kind]?.(node, isInside, schema);
    if (about) found = { start: place.start, end: place.end, ...about };
  });
  return found;
}

const fromDefinition = (definition, signature, target) => ({
  signature, target, description: definition.description,
  deprecation: definition.isDeprecated ? definition.deprecationReason ?? "" : null,
});

const describers = {
  Field(node, isInside) {
    if (!node.definition || !isInside(node.name)) return null;
    const signature = `${node.parentType.name}.${node.definition.name}: ${typeText(node.definition.type)}`;
    return fromDefinition(node.definition, signature, { type: node.parentType.name, field: node.definition.name });
  },

  Argument: describeInput,
  ObjectField: describeInput,

  Directive(node, isInside) {
    if (!node.definition || !isInside(node.name)) return null;
    return fromDefinition(node.definition, `@${node.definition.name}`, { directive: node.definition.name });
  },

  Inline: describeCondition,
  Fragment: describeCondition,

  VariableDefinition(node, isInside, schema) {
    const name = innermostName(node.type);
    const type = isInside(name) ? schema.types.get(name.text) : null;
    return type ? { start: name.start, end: name.end, ...ofType(type) } : null;
  },

  Enum(node, isInside, schema) {
    const type = schema.named(node.expected);
    const value = isInside(node) ? type?.enumValues.get(node.text) : null;
    return value ? fromDefinition(value, `${type.name}.${value.name}`, { type: type.name, field: value.name }) : null;
  },

  Variable(node, isInside) {
    return node.expected && isInside(node)
      ? { signature: `$${node.name?.text}: ${typeText(node.expected)}`,
        target: { type: innermost(node.expected).name } }
      : null;
  },
};

function describeInput(node, isInside) {
  if (!node.definition || !isInside(node.name)) return null;
  const { definition } = node;
  const standard = definition.defaultValue == null ? "" : ` = ${definition.defaultValue}`;
  return fromDefinition(
    definition, `${definition.name}: ${typeText(definition.type)}${standard}`,
      { type: innermost(definition.type).name });
}

function describeCondition(node, isInside) {
  if (!node.type || !isInside(node.condition)) return null;
  return { start: node.condition.start, end: node.condition.end, ...ofType(node.type) };
}

const ofType = (type) =>
  ({ signature: `${type.kind.toLowerCase().replace("_", " ")} ${type.name}`, description: type.description,
    deprecation: null, target: { type: type.name } });

function innermostName(type) {
  return type?.kind === "ListType" ? innermostName(type.of) : type?.name;
}
