// One row of the builder's tree: the tick, the name, the type, and of an argument its value.

import { isLiteral, valueOf } from "../language/literals.js";
import { valueText } from "../language/printer.js";
import { nullable } from "../language/schema.js";
import { element, icon } from "./dom.js";

/**
 * Draws a row of `outline`. The context: `isOpen`, `isCurrent`, `isDisabled`, `canVary`, `schema`, and what is called:
 * `onTurn`, `onTick`, `onSet(literal)`, `onVary`, `onDocument`, `onChoose`.
 */
export function drawRow(row, level, context) {
  const { isOpen, isCurrent, isDisabled, onTick, onTurn, onChoose } = context;
  const { definition } = row;
  const item = element("li", {
    role: "treeitem", class: `tree-row ${row.kind}${row.isTicked ? " ticked" : ""}`, tabindex: isCurrent ? "0" : "-1",
    "aria-level": String(level), "aria-label": `${row.label}${row.detail ? `, ${row.detail}` : ""}`,
    "aria-expanded": row.canOpen ? String(isOpen) : null,
    "aria-checked": row.kind === "root" ? null : String(row.isTicked), "aria-disabled": isDisabled ? "true" : null,
    title: definition?.description ?? null, on: { focus: onChoose },
  },
  part("turn", row.canOpen ? icon(isOpen ? "down" : "forward") : null, row.canOpen ? onTurn : null),
  row.kind === "root" ? null : part(`tick${row.isTicked ? " on" : ""}`, row.isTicked ? icon("check") : null, onTick),
  part(`name${definition?.isDeprecated ? " deprecated" : ""}`, row.label,
    row.kind === "root" || row.kind === "definition" ? onTurn : onTick),
  row.node?.value ? drawValue(row, context) : element("span", { class: "detail" }, row.detail),
  definition && !definition.isUnknown ? documentButton(row, context) : null);
  item.style.setProperty("--level", level - 1);
  return item;
}

/** The tree's own keys do what these do for the pointer. */
function part(name, content, listener) {
  return element("span", { class: name, "aria-hidden": "true", on: listener ? { click: listener } : {} }, content);
}

function documentButton({ label }, { onDocument }) {
  return element("button", { type: "button", class: "icon-button about-button", tabindex: "-1",
    "aria-label": `Documentation of ${label}`, title: "Documentation (F1)", on: { click: onDocument } }, icon("info"));
}

// MARK: Values

function drawValue(row, context) {
  const { value } = row.node;
  const parts = [value.kind === "Variable"
    ? element("code", { class: "variable" }, `$${value.name?.text ?? ""}`) : drawInput(row, value, context)];
  if (context.canVary) {
    parts.push(element("button", { type: "button", class: "vary", tabindex: "-1", on: { click: context.onVary },
      "aria-pressed": String(value.kind === "Variable"), "aria-label": `${row.label} as a variable`,
      title: value.kind === "Variable" ? "Write the value here ($)" : "Make it a variable ($)" }, "$"));
  }
  return element("span", { class: "value" }, ...parts);
}

function drawInput(row, value, context) {
  const { definition, label } = row;
  const type = context.schema.named(definition.type);
  const isList = nullable(definition.type).kind === "LIST";
  const shared = { tabindex: "-1", "aria-label": `Value of ${label}`, disabled: context.isDisabled };
  if (value.kind === "Object" && row.canOpen) return element("span", { class: "detail" }, row.detail);
  const choices = isList ? null : type?.kind === "ENUM" ? [...type.enumValues.keys()]
    : type?.name === "Boolean" ? ["true", "false"] : null;
  if (choices) return drawChoice(choices, value.text, shared, context);
  const isText = value.kind === "String" && !isList;
  const input = element("input", { ...shared, type: "text", spellcheck: "false", autocomplete: "off",
    inputmode: ["Int", "Float"].includes(type?.name) ? "decimal" : null,
    size: String(Math.min(24, Math.max(4, value.text.length))) });
  input.value = isText ? valueOf(value) : valueText(value);
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    const literal = isText ? JSON.stringify(input.value) : input.value.trim();
    input.classList.toggle("wrong", !isLiteral(literal));
    if (isLiteral(literal)) context.onSet(literal);
  });
  return input;
}

function drawChoice(names, chosen, shared, { onSet }) {
  const all = names.includes(chosen) ? names : [chosen, ...names];
  const select = element("select", shared, ...all.map((name) => element("option", {}, name)));
  select.value = chosen;
  select.addEventListener("input", () => onSet(select.value));
  return select;
}
