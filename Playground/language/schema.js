// The schema as the page sees it, made of an answer to introspection.

/** What the page asks the server about its schema. */
export const introspectionQuery = `query Introspection {
  __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types {
      kind name description isOneOf specifiedByURL
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args(includeDeprecated: true) { ...Input } type { ...Type }
      }
      inputFields(includeDeprecated: true) { ...Input }
      interfaces { name }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { name }
    }
    directives { name description locations isRepeatable args(includeDeprecated: true) { ...Input } }
  }
}
fragment Input on __InputValue { name description defaultValue isDeprecated deprecationReason type { ...Type } }
fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }`;

const byName = (items) => new Map((items ?? []).map((item) => [item.name, item]));
const nonNull = (name, kind = "SCALAR") => ({ kind: "NON_NULL", ofType: { kind, name } });
const metaField = (name, description, type, args = []) =>
  ({ name, description, type, args: byName(args), isDeprecated: false });

/** Types, directives and roots; built once for each answer of the server. */
export class Schema {
  /**
   * @param data `data.__schema` of the answer to `introspectionQuery`
   * @param applied what `appliedDirectives` answers
   */
  constructor({ queryType, mutationType, subscriptionType, types, directives }, applied = new Map()) {
    this.applied = applied;
    this.types = new Map();
    for (const type of types) this.types.set(type.name, makeType(type));
    this.directives = byName((directives ?? []).map((each) => ({ ...each, args: byName(each.args) })));
    const root = (type) => (type ? this.types.get(type.name) : null);
    this.roots = { query: root(queryType), mutation: root(mutationType), subscription: root(subscriptionType) };
    this.typename = metaField("__typename", "The name of the object's type.", nonNull("String"));
    this.rootMeta = byName([
      metaField("__schema", "The schema itself.", nonNull("__Schema", "OBJECT")),
      metaField("__type", "One type of the schema.", { kind: "OBJECT", name: "__Type" },
        [{ name: "name", type: nonNull("String"), defaultValue: null }]),
    ]);
  }

  /** The definition of a field of a type; null where there is none. */
  field(type, name) {
    if (!type) return null;
    if (name === "__typename" && isComposite(type)) return this.typename;
    return type.fields.get(name) ?? (type === this.roots.query ? this.rootMeta.get(name) : null) ?? null;
  }

  /** The directives that a field or input field carries, as the SDL writes them. */
  directivesOf(type, member) {
    return this.applied.get(`${type.name}.${member.name}`) ?? [];
  }

  /** The type at the bottom of a reference. */
  named(reference) {
    return reference ? this.types.get(innermost(reference).name) ?? null : null;
  }

  /** The object types that a value of a type can have. */
  possible(type) {
    return type.possibleTypes.size > 0 ? type.possibleTypes : new Set([type.name]);
  }

  /** Whether an object can be of both types. */
  overlap(one, other) {
    const names = this.possible(other);
    return [...this.possible(one)].some((name) => names.has(name));
  }

  /** The reference that a type in a document means; null where it names none. */
  reference(node) {
    if (!node) return null;
    const inner = node.kind === "ListType"
      ? { kind: "LIST", ofType: this.reference(node.of) }
      : this.types.get(node.name?.text) && { kind: this.types.get(node.name.text).kind, name: node.name.text };
    if (!inner || (inner.kind === "LIST" && !inner.ofType)) return null;
    return node.nonNull ? { kind: "NON_NULL", ofType: inner } : inner;
  }
}

function makeType(type) {
  return {
    ...type,
    fields: byName(type.fields?.map((field) => ({ ...field, args: byName(field.args) }))),
    inputFields: byName(type.inputFields),
    enumValues: byName(type.enumValues),
    possibleTypes: new Set(type.possibleTypes?.map(({ name }) => name)),
    interfaces: type.interfaces?.map(({ name }) => name) ?? [],
  };
}

export const isComposite = (type) => ["OBJECT", "INTERFACE", "UNION"].includes(type?.kind);
export const isInput = (type) => ["SCALAR", "ENUM", "INPUT_OBJECT"].includes(type?.kind);
export const isRequired = ({ type, defaultValue }) => type.kind === "NON_NULL" && defaultValue == null;
export const nullable = (reference) => (reference?.kind === "NON_NULL" ? reference.ofType : reference);

/** The type under all lists and non-nulls. */
export function innermost(reference) {
  let inner = reference;
  while (inner.ofType) inner = inner.ofType;
  return inner;
}

/** A reference as SDL writes it: `[Lab!]!`. */
export function typeText(reference) {
  if (!reference) return "";
  if (reference.kind === "NON_NULL") return `${typeText(reference.ofType)}!`;
  if (reference.kind === "LIST") return `[${typeText(reference.ofType)}]`;
  return reference.name;
}
