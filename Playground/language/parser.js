// Parses executable GraphQL documents and recovers from mistakes: what can be read is read, the rest is reported.
//
// Nodes have `kind`, `start` and `end`; a name is `{ text, start, end }`, or null where one is missing.

import { tokenize } from "./lexer.js";

const operationKinds = ["query", "mutation", "subscription"];
const depthLimit = 200;

/**
 * `{ definitions, comments, errors }` of a text; errors are `{ message, start, end }`, those of braces with nothing
 * between them have `isEmptySet`.
 */
export function parse(text) {
  const parser = new Parser(text);
  const definitions = parser.parseDefinitions();
  return { definitions, comments: parser.comments, errors: parser.errors };
}

class Parser {
  constructor(text) {
    const tokens = tokenize(text);
    this.comments = tokens.filter((token) => token.kind === "comment");
    this.tokens = tokens.filter((token) => token.kind !== "comment");
    this.index = 0;
    this.errors = [];
    this.depth = 0;
  }

  get token() { return this.tokens[this.index]; }
  get lastEnd() { return this.index > 0 ? this.tokens[this.index - 1].end : 0; }

  isMark(text) { return this.token.kind === "mark" && this.token.text === text; }
  isWord(text) { return this.token.kind === "name" && this.token.text === text; }

  advance() {
    const token = this.token;
    if (token.kind !== "end") this.index += 1;
    return token;
  }

  takeMark(text) { return this.isMark(text) ? this.advance() : null; }

  /** Reports the present token once; a mistake at the same place is the same mistake. */
  report(wanted) {
    const { kind, text, start, end } = this.token;
    if (this.errors.some((error) => error.start === start)) return;
    const found = kind === "end" ? "the end" : text.startsWith('"') && kind === "bad" ? "a string without an end"
      : `"${text}"`;
    this.errors.push({ message: `Expected ${wanted}, found ${found}.`, start, end: Math.max(end, start + 1) });
  }

  wantMark(text) {
    const token = this.takeMark(text);
    if (!token) this.report(`"${text}"`);
    return token;
  }

  parseName(wanted = "a name") {
    if (this.token.kind === "name") {
      const { text, start, end } = this.advance();
      return { text, start, end };
    }
    this.report(wanted);
    return null;
  }

  /** A node that begins at the present token; `fill` parses what it holds. */
  node(kind, fill) {
    const node = { kind, start: this.token.start, end: this.token.end };
    fill(node);
    node.end = Math.max(this.lastEnd, node.start);
    return node;
  }

  // MARK: Definitions

  parseDefinitions() {
    const definitions = [];
    while (this.token.kind !== "end") {
      if (this.isMark("{") || operationKinds.includes(this.token.text)) definitions.push(this.parseOperation());
      else if (this.isWord("fragment")) definitions.push(this.parseFragment());
      else definitions.push(this.parseUnknown());
    }
    return definitions;
  }

  parseOperation() {
    return this.node("Operation", (node) => {
      node.operation = "query";
      node.name = null;
      node.variables = [];
      node.directives = [];
      if (!this.isMark("{")) {
        node.operation = this.advance().text;
        if (this.token.kind === "name") node.name = this.parseName();
        if (this.isMark("(")) node.variables = this.parseVariables();
        node.directives = this.parseDirectives();
      }
      node.selectionSet = this.parseSelectionSet();
    });
  }

  parseFragment() {
    return this.node("Fragment", (node) => {
      this.advance();
      node.name = this.isWord("on") ? this.parseMissingName() : this.parseName("the fragment's name");
      node.condition = this.parseCondition();
      node.directives = this.parseDirectives();
      node.selectionSet = this.parseSelectionSet();
    });
  }

  parseMissingName() {
    this.report("the fragment's name");
    return null;
  }

  parseCondition() {
    if (this.isWord("on")) this.advance();
    else {
      this.report('"on"');
      return null;
    }
    return this.parseName("a type");
  }

  parseUnknown() {
    return this.node("Unknown", (node) => {
      this.report("query, mutation, subscription, fragment or {");
      node.name = this.token.kind === "name" ? this.parseName() : null;
      if (!node.name) this.advance();
    });
  }

  parseVariables() {
    return this.parseList("(", ")", () => this.parseVariableDefinition());
  }

  parseVariableDefinition() {
    if (!this.isMark("$")) return null;
    return this.node("VariableDefinition", (node) => {
      this.advance();
      node.name = this.parseName("the variable's name");
      node.type = this.wantMark(":") ? this.parseType() : null;
      node.value = this.takeMark("=") ? this.parseValue() : null;
      node.directives = this.parseDirectives();
    });
  }

  /** `{ kind: "NamedType" | "ListType", nonNull, name | of }` */
  parseType() {
    if (this.depth > depthLimit) return this.parseTooDeep();
    this.depth += 1;
    const type = this.node("NamedType", (node) => {
      if (this.takeMark("[")) {
        node.kind = "ListType";
        node.of = this.parseType();
        this.wantMark("]");
      } else {
        node.name = this.parseName("a type");
      }
      node.nonNull = Boolean(this.takeMark("!"));
    });
    this.depth -= 1;
    return type;
  }

  // MARK: Selections

  parseSelectionSet() {
    if (!this.isMark("{")) {
      this.report('"{"');
      return null;
    }
    if (this.depth > depthLimit) return this.parseTooDeep();
    this.depth += 1;
    const set = this.node("SelectionSet", (node) => {
      node.selections = this.parseList("{", "}", () => this.parseSelection());
      if (node.selections.length === 0 && this.tokens[this.index - 1]?.text === "}") {
        const message = "A selection set needs a field.";
        this.errors.push({ message, start: node.start, end: this.lastEnd, isEmptySet: true });
      }
    });
    this.depth -= 1;
    return set;
  }

  parseSelection() {
    if (this.isMark("...")) return this.parseSpread();
    if (this.token.kind !== "name") return null;
    return this.node("Field", (node) => {
      node.alias = null;
      node.name = this.parseName();
      if (this.takeMark(":")) {
        node.alias = node.name;
        node.name = this.parseName("a field");
      }
      node.arguments = this.parseArguments();
      node.directives = this.parseDirectives();
      node.selectionSet = this.isMark("{") ? this.parseSelectionSet() : null;
    });
  }

  parseSpread() {
    return this.node("Spread", (node) => {
      this.advance();
      if (this.token.kind === "name" && this.token.text !== "on") {
        node.name = this.parseName();
        node.directives = this.parseDirectives();
        return;
      }
      node.kind = "Inline";
      node.condition = this.isWord("on") ? this.parseCondition() : null;
      node.directives = this.parseDirectives();
      node.selectionSet = this.parseSelectionSet();
    });
  }

  parseArguments() {
    return this.isMark("(") ? this.parseList("(", ")", () => this.parsePair("Argument")) : [];
  }

  /** An argument or a member of an object: a name and a value. */
  parsePair(kind) {
    if (this.token.kind !== "name") return null;
    return this.node(kind, (node) => {
      node.name = this.parseName();
      node.value = this.wantMark(":") ? this.parseValue() : null;
    });
  }

  parseDirectives() {
    const directives = [];
    while (this.isMark("@")) {
      directives.push(
        this.node("Directive", (node) => {
          this.advance();
          node.name = this.parseName("a directive");
          node.arguments = this.parseArguments();
        }),
      );
    }
    return directives;
  }

  // MARK: Values

  parseValue() {
    if (this.depth > depthLimit) return this.parseTooDeep();
    this.depth += 1;
    const value = this.parseValueWithin();
    this.depth -= 1;
    return value;
  }

  parseValueWithin() {
    const { kind, text } = this.token;
    if (text === "$" && kind === "mark") {
      return this.node("Variable", (node) => {
        this.advance();
        node.name = this.parseName("the variable's name");
      });
    }
    if (text === "[" && kind === "mark") {
      return this.node("List", (node) => {
        node.values = this.parseList("[", "]", () => (this.beginsValue() ? this.parseValue() : null));
      });
    }
    if (text === "{" && kind === "mark") {
      return this.node("Object", (node) => {
        node.fields = this.parseList("{", "}", () => this.parsePair("ObjectField"));
      });
    }
    if (kind === "number") return this.leaf(/^-?\d+$/.test(text) ? "Int" : "Float");
    if (kind === "string" || kind === "block") return this.leaf("String");
    if (kind === "name") return this.leaf({ true: "Boolean", false: "Boolean", null: "Null" }[text] ?? "Enum");
    this.report("a value");
    return null;
  }

  beginsValue() {
    const { kind, text } = this.token;
    return ["number", "string", "block", "name"].includes(kind) || (kind === "mark" && "$[{".includes(text));
  }

  leaf(kind) {
    return this.node(kind, (node) => { node.text = this.advance().text; });
  }

  parseTooDeep() {
    this.report("fewer levels");
    this.index = this.tokens.length - 1;
    return null;
  }

  /** Items between two marks. `parseItem` answers null where none begins; that token is reported and left out. */
  parseList(open, close, parseItem) {
    const items = [];
    this.wantMark(open);
    while (this.token.kind !== "end" && !this.isMark(close)) {
      const item = parseItem();
      if (item) items.push(item);
      else {
        this.report(`"${close}"`);
        // A closing mark of something around us, or a brace that opens a selection: this list was never closed.
        if (this.token.kind === "mark" && ["}", ")", "]", "{"].includes(this.token.text)) return items;
        this.advance();
      }
    }
    this.wantMark(close);
    return items;
  }
}
