// Cuts GraphQL into tokens. Never fails: what is no token is one of kind "bad".

const pattern =
  /([\s,\uFEFF]+)|(#[^\n\r]*)|("""(?:\\"""|[^])*?(?:"""|$))|("(?:\\.|[^"\\\n\r])*"?)|([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(\.\.\.|[!$&()[\]{}:=|@])|([^])/y;

const kinds = ["space", "comment", "block", "string", "name", "number", "mark", "bad"];

/**
 * The tokens of a text, ended by one of kind "end": `{ kind, text, start, end }`.
 * Kinds: comment, block, string, name, number, mark (punctuation), bad, end. White space and commas are left out.
 */
export function tokenize(text) {
  const tokens = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    const kind = kinds[match.findIndex((group, index) => index > 0 && group !== undefined) - 1];
    if (kind === "space") continue;
    const closed = kind === "block" ? /^"""[^]*"""$/.test(match[0]) && match[0].length > 5
      : kind === "string" ? /^"(?:\\.|[^"\\])*"$/.test(match[0]) : true;
    tokens.push({ kind: closed ? kind : "bad", text: match[0], start, end: pattern.lastIndex });
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}
