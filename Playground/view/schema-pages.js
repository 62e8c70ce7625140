// The pages of the explorer: the overview, a type, a field, a directive. Each function answers a list of elements.
//
// The context has the `schema`, `open(target)` and `insert(type, field)`.

import { innermost, isComposite, typeText } from "../language/schema.js";
import { element, iconButton } from "./dom.js";
import { renderMarkdown } from "./markdown.js";

const kindWords = {
  OBJECT: "type", INTERFACE: "interface", UNION: "union", ENUM: "enum", INPUT_OBJECT: "input", SCALAR: "scalar",
};

export function drawOverview({ schema, open }) {
  const roots = Object.entries(schema.roots).filter(([, type]) => type);
  const types = [...schema.types.values()].filter(({ name }) => !name.startsWith("__")).sort(byName);
  const kinds = [["OBJECT", "Objects"], ["INTERFACE", "Interfaces"], ["UNION", "Unions"], ["ENUM", "Enumerations"],
    ["INPUT_OBJECT", "Inputs"], ["SCALAR", "Scalars"]];
  return [
    element("h3", {}, "Roots"),
    element("ul", { class: "members" }, ...roots.map(([kind, type]) =>
      element("li", {}, `${kind}: `, typeLink(type.name, open), about(type.description)))),
    ...kinds.map(([kind, title]) => {
      const those = types.filter((type) => type.kind === kind);
      return element("details", {}, element("summary", {}, `${title} `,
        element("span", { class: "faint" }, String(those.length))),
        element("ul", { class: "names" }, ...those.map(({ name }) => element("li", {}, typeLink(name, open)))));
    }),
    element("details", {}, element("summary", {}, "Directives ",
      element("span", { class: "faint" }, String(schema.directives.size))),
      element("ul", { class: "names" }, ...[...schema.directives.keys()].map((name) =>
        element("li", {}, link(`@${name}`, () => open({ directive: name })))))),
  ];
}

const byName = (one, other) => one.name.localeCompare(other.name);

export function drawType(type, chosen, context) {
  const { open } = context;
  return [
    element("h3", { class: "mono" }, element("span", { class: "faint" }, `${kindWords[type.kind]} `), type.name),
    type.description ? renderMarkdown(type.description) : null,
    type.isOneOf ? element("p", { class: "faint" }, "Takes exactly one of its fields (@oneOf).") : null,
    type.interfaces.length > 0 ? element("p", {}, "implements ",
      ...spaced(type.interfaces.map((name) => typeLink(name, open)))) : null,
    type.possibleTypes.size > 0 ? element("p", {}, "is one of ",
      ...spaced([...type.possibleTypes].map((name) => typeLink(name, open)))) : null,
    element("ul", { class: "members" },
      ...[...type.fields.values()].map((field) => drawMember(field, type, chosen, context)),
      ...[...type.inputFields.values()].map((field) => drawMember(field, type, chosen, context)),
      ...[...type.enumValues.values()].map((value) => element("li", { class: value.name === chosen ? "chosen" : null },
        element("code", { class: value.isDeprecated ? "deprecated" : null }, value.name), ...deprecation(value),
          about(value.description)))),
    ...drawUsers(type, context),
  ].filter(Boolean);
}

function drawMember(field, type, chosen, context) {
  const { open, insert } = context;
  const isOutput = type.fields.size > 0;
  const name = isOutput ? link(field.name, () => open({ type: type.name, field: field.name }))
    : element("span", {}, field.name);
  if (field.isDeprecated) name.classList.add("deprecated");
  const standard = field.defaultValue == null || isOutput ? null
    : element("span", { class: "faint" }, ` = ${field.defaultValue}`);
  return element("li", { class: field.name === chosen ? "chosen" : null },
    element("div", { class: "member" },
      element("code", {}, name, field.args?.size > 0
        ? element("span", { class: "faint" }, `(${[...field.args.keys()].join(", ")})`) : null,
        ": ", ...typeLinks(field.type, open), standard),
      isOutput && type.kind !== "INPUT_OBJECT"
        ? iconButton("insert", `Insert ${field.name} into the query`, () => insert(type, field)) : null),
    ...deprecation(field), about(field.description), isOutput ? null : carried(context.schema, type, field));
}

export function drawField(type, field, context) {
  const { schema, open, insert } = context;
  return [
    element("h3", { class: "mono" }, typeLink(type.name, open), `.${field.name}`),
    element("p", { class: "mono" }, ...typeLinks(field.type, open)),
    ...deprecation(field),
    field.description ? renderMarkdown(field.description) : null,
    carried(schema, type, field),
    schema.rootMeta.has(field.name) || field.name === "__typename" ? null
      : element("button", { type: "button", class: "insert", on: { click: () => insert(type, field) } },
        "Insert into the query"),
    ...drawArguments(field.args, open),
    ...drawPreview(schema.named(field.type), context),
  ].filter(Boolean);
}

/** The fields of what a field answers, one step ahead. */
function drawPreview(type, context) {
  return isComposite(type) ? [element("hr"), ...drawType(type, null, { ...context, isPreview: true })] : [];
}

function drawArguments(inputs, open) {
  if (inputs.size === 0) return [];
  return [element("h4", {}, "Arguments"), element("ul", { class: "members" }, ...[...inputs.values()].map((each) =>
    element("li", {}, element("code", {}, `${each.name}: `, ...typeLinks(each.type, open),
      each.defaultValue == null ? null : element("span", { class: "faint" }, ` = ${each.defaultValue}`)),
    ...deprecation(each), about(each.description))))];
}

export function drawDirective(directive, { open }) {
  return [
    element("h3", { class: "mono" }, `@${directive.name}`),
    directive.description ? renderMarkdown(directive.description) : null,
    element("p", { class: "faint" },
      `${directive.isRepeatable ? "Repeatable, on " : "On "}${directive.locations.join(", ")}`),
    ...drawArguments(directive.args, open),
  ].filter(Boolean);
}

/** The fields that answer a type. */
function drawUsers(type, { schema, open, isPreview }) {
  if (isPreview || Object.values(schema.roots).includes(type)) return [];
  const users = [];
  for (const each of schema.types.values()) {
    if (each.name.startsWith("__")) continue;
    for (const field of [...each.fields.values(), ...each.inputFields.values()]) {
      if (innermost(field.type).name === type.name) users.push([each.name, field.name]);
    }
  }
  if (users.length === 0) return [];
  return [element("details", {},
    element("summary", {}, "Used by ", element("span", { class: "faint" }, String(users.length))),
    element("ul", { class: "names" }, ...users.slice(0, 100).map(([typeName, field]) =>
      element("li", {}, link(`${typeName}.${field}`, () => open({ type: typeName, field }))))))];
}

// MARK: Small parts

function link(text, listener) {
  return element("button", { type: "button", class: "link", on: { click: listener } }, text);
}

const typeLink = (name, open) => link(name, () => open({ type: name }));

/** A reference with its innermost type as a link: `[`, link, `!]!`. */
function typeLinks(reference, open) {
  const { name } = innermost(reference);
  const [before, after] = typeText(reference).split(name);
  return [before, typeLink(name, open), after];
}

const spaced = (links) => links.flatMap((each, index) => (index > 0 ? [", ", each] : [each]));
const about = (description) => (description ? renderMarkdown(description) : null);

/** Who may use a member, what it costs, what its values must be like. */
function carried(schema, type, member) {
  const directives = schema.directivesOf(type, member);
  if (directives.length === 0) return null;
  return element("ul", { class: "carried" }, ...directives.map((text) => element("li", {}, element("code", {}, text))));
}

function deprecation({ isDeprecated, deprecationReason }) {
  return isDeprecated ? [element("p", { class: "deprecation" }, `Deprecated. ${deprecationReason ?? ""}`)] : [];
}
