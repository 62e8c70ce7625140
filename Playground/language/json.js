// Reads JSON and keeps the places of what it read, so that mistakes and completions know where they are.

/**
 * The tree of a JSON text: `{ root, errors }`. Nodes: `{ kind, start, end, value | items | members }` of the kinds
 * string, number, boolean, null, array, object; a member is `{ key: { text, start, end }, value }`.
 */
export function parseJSON(text) {
  const reader = new Reader(text);
  const root = reader.isAtEnd ? null : reader.value(0);
  if (!reader.isAtEnd) reader.fail("Expected the end");
  return { root, errors: reader.errors };
}

const depthLimit = 100;
const tokenPattern = /\s*(?:("(?:\\.|[^"\\\n])*"?)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_$]\w*)|([{}[\],:])|([^\s]))/y;

class Reader {
  constructor(text) {
    this.text = text;
    this.errors = [];
    this.place = 0;
    this.next();
  }

  get isAtEnd() { return this.token.kind === "end"; }

  next() {
    tokenPattern.lastIndex = this.place;
    const match = tokenPattern.exec(this.text);
    this.lastEnd = this.place;
    if (!match) {
      this.token = { kind: "end", text: "", start: this.text.length, end: this.text.length };
      return;
    }
    const index = match.findIndex((group, index) => index > 0 && group !== undefined);
    const end = tokenPattern.lastIndex;
    this.token = {
      kind: ["string", "number", "word", "mark", "bad"][index - 1], text: match[index],
      start: end - match[index].length, end,
    };
    this.place = end;
  }

  fail(wanted) {
    const { start, end, text, kind } = this.token;
    if (this.errors.length > 0) return;
    const message = `${wanted}, found ${kind === "end" ? "the end" : text}.`;
    this.errors.push({ message, start, end: Math.max(end, start + 1), severity: "error" });
  }

  take(mark) {
    const isThere = this.token.kind === "mark" && this.token.text === mark;
    if (isThere) this.next();
    return isThere;
  }

  value(depth) {
    const { kind, text, start, end } = this.token;
    if (depth > depthLimit) this.fail("Expected fewer levels");
    else if (text === "{" && kind === "mark") return this.object(depth);
    else if (text === "[" && kind === "mark") return this.array(depth);
    else if (kind === "string") return this.leaf("string", this.decode());
    else if (kind === "number") return this.leaf("number", Number(text));
    else if (["true", "false"].includes(text)) return this.leaf("boolean", text === "true");
    else if (text === "null") return this.leaf("null", null);
    else this.fail("Expected a value");
    if (!(kind === "mark" && "}],".includes(text)) && kind !== "end") this.next();
    return { kind: "bad", start, end };
  }

  leaf(kind, value) {
    const { start, end } = this.token;
    this.next();
    return { kind, start, end, value };
  }

  decode() {
    try {
      return JSON.parse(this.token.text);
    } catch {
      this.fail("Expected a string of JSON");
      return this.token.text.replaceAll('"', "");
    }
  }

  object(depth) {
    const node = { kind: "object", start: this.token.start, members: [] };
    this.next();
    while (!this.isAtEnd && this.token.text !== "}") {
      if (this.token.kind !== "string") {
        this.fail('Expected a name in quotes');
        break;
      }
      const key = { text: this.decode(), start: this.token.start, end: this.token.end };
      this.next();
      if (!this.take(":")) this.fail('Expected ":"');
      node.members.push({ key, value: this.value(depth + 1) });
      if (!this.separator("}", "a name in quotes")) break;
    }
    if (!this.take("}")) this.fail('Expected "," or "}"');
    node.end = this.lastEnd;
    return node;
  }

  array(depth) {
    const node = { kind: "array", start: this.token.start, items: [] };
    this.next();
    while (!this.isAtEnd && this.token.text !== "]") {
      node.items.push(this.value(depth + 1));
      if (!this.separator("]", "a value")) break;
    }
    if (!this.take("]")) this.fail('Expected "," or "]"');
    node.end = this.lastEnd;
    return node;
  }

  /** Takes a comma; false where the list ends or is broken. */
  separator(close, wanted) {
    if (!this.take(",")) return false;
    if (this.token.text === close) this.fail(`Expected ${wanted}`);
    return true;
  }
}
