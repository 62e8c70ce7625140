// Lays a document out: two spaces, one field a line, argument lists broken where a line gets long. Comments stay.

import { parse } from "./parser.js";

const width = 80;

/** The text laid out, or null where it has mistakes in its grammar. */
export function prettify(text) {
  const document = parse(text);
  if (document.errors.length > 0) return null;
  return print(document, text);
}

/** The text of a document: `{ definitions, comments }`, the comments in the order of their places. */
export function print(document, text = "") {
  return new Printer(text, document).print();
}

/** A value on one line; what is missing in it is left out. */
export const valueText = (node) => new Printer("", { comments: [] }).value(node);

/** A selection up to what it selects, on one line. */
export const headOf = (node) => new Printer("", { comments: [] }).head(node, "", Infinity);

class Printer {
  constructor(text, document) {
    this.text = text;
    this.document = document;
    this.comments = [...document.comments];
    this.lines = [];
  }

  print() {
    for (const definition of this.document.definitions) {
      if (this.lines.length > 0) this.lines.push("");
      this.commentsBefore(definition.start, "");
      this.definition(definition);
    }
    this.commentsBefore(Infinity, "");
    return `${this.lines.join("\n")}\n`;
  }

  /** Comments that stand before a place, each on a line of its own. */
  commentsBefore(place, indent) {
    while (this.comments[0]?.start < place) this.lines.push(indent + this.comments.shift().text.trimEnd());
  }

  /** A comment that follows on the same line stays there. */
  commentBehind(place) {
    const comment = this.comments[0];
    if (!comment || comment.start < place || /[^\t ,]/.test(this.text.slice(place, comment.start))) return;
    this.lines[this.lines.length - 1] += ` ${this.comments.shift().text.trimEnd()}`;
  }

  definition(node) {
    if (node.kind === "Fragment") {
      this.block(`fragment ${node.name.text} on ${node.condition.text}${this.directives(node)}`, node.selectionSet, "");
      return;
    }
    const isShort = node.operation === "query" && !node.name && node.variables.length + node.directives.length === 0;
    if (isShort) return this.block("", node.selectionSet, "");
    const start = `${node.operation}${node.name ? ` ${node.name.text}` : ""}`;
    const variables = node.variables.map((each) => this.variable(each));
    this.block(this.pairs(start, variables, `${this.directives(node)} {`, "") + this.directives(node),
      node.selectionSet, "");
  }

  variable(node) {
    const value = node.value ? ` = ${this.value(node.value)}` : "";
    return `$${node.name.text}: ${this.type(node.type)}${value}${this.directives(node)}`;
  }

  type(node) {
    const inner = node.kind === "ListType" ? `[${this.type(node.of)}]` : node.name.text;
    return node.nonNull ? `${inner}!` : inner;
  }

  /** A line, and behind it the selections in braces. */
  block(head, set, indent) {
    const [first, ...rest] = `${head}${head ? " " : ""}{`.split("\n");
    this.lines.push(indent + first, ...rest);
    this.commentBehind(set.start + 1);
    for (const selection of set.selections) {
      this.commentsBefore(selection.start, `${indent}  `);
      this.selection(selection, `${indent}  `);
      this.commentBehind(selection.end);
    }
    this.commentsBefore(set.end, `${indent}  `);
    this.lines.push(`${indent}}`);
  }

  selection(node, indent) {
    const head = this.head(node, indent);
    if (node.selectionSet) this.block(head, node.selectionSet, indent);
    else {
      const [first, ...rest] = head.split("\n");
      this.lines.push(indent + first, ...rest);
    }
  }

  head(node, indent, most = width) {
    if (node.kind === "Spread") return `...${node.name.text}${this.directives(node)}`;
    if (node.kind === "Inline") {
      return `...${node.condition ? ` on ${node.condition.text}` : ""}${this.directives(node)}`;
    }
    const name = node.alias ? `${node.alias.text}: ${node.name.text}` : node.name.text;
    const tail = this.directives(node);
    const list = node.arguments.map((each) => `${each.name.text}: ${this.value(each.value)}`);
    return this.pairs(name, list, `${tail}${node.selectionSet ? " {" : ""}`, indent, most) + tail;
  }

  /** A list in parentheses, on lines of their own where one line would be too long; `tail` only counts. */
  pairs(start, list, tail, indent, most = width) {
    if (list.length === 0) return start;
    const line = `${start}(${list.join(", ")})`;
    if ((indent + line + tail).length <= most) return line;
    return `${start}(\n${list.map((each) => `${indent}  ${each}`).join("\n")}\n${indent})`;
  }

  directives(node) {
    return (node.directives ?? []).map(({ name, arguments: list }) => {
      const inside = list.map((each) => `${each.name.text}: ${this.value(each.value)}`).join(", ");
      return ` @${name.text}${inside ? `(${inside})` : ""}`;
    }).join("");
  }

  value(node) {
    if (!node) return "";
    if (node.kind === "Variable") return `$${node.name?.text ?? ""}`;
    if (node.kind === "List") return `[${node.values.map((each) => this.value(each)).join(", ")}]`;
    if (node.kind === "Object") {
      return `{${node.fields.map((each) => `${each.name.text}: ${this.value(each.value)}`).join(", ")}}`;
    }
    return node.text;
  }
}
