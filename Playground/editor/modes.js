// Colours of GraphQL and of JSON in CodeMirror.

/** Makes the modes "atlas-graphql" and "atlas-json" known to CodeMirror. */
export function defineModes(CodeMirror) {
  CodeMirror.defineMode("atlas-graphql", () => graphqlMode);
  CodeMirror.defineMode("atlas-json", () => jsonMode);
}

const keywords = new Set(["query", "mutation", "subscription", "fragment"]);
const opening = { "(": ")", "{": "}", "[": "]" };

/** Keeps the open brackets of a state up to date. */
function bracket(text, state) {
  if (opening[text]) state.open.push(text);
  else if (state.open.length > 0 && text === opening[state.open.at(-1)]) state.open.pop();
}

function indentation(state, after) {
  return Math.max(0, state.open.length - (/^[)\]}]/.test(after) ? 1 : 0)) * 2;
}

const shared = {
  copyState: (state) => ({ ...state, open: [...state.open] }),
  indent: (state, after) => indentation(state, after),
  electricInput: /^\s*[})\]]$/,
  fold: "brace",
  closeBrackets: { pairs: "()[]{}\"\"", explode: "()[]{}" },
};

const graphqlMode = {
  ...shared,
  lineComment: "#",
  startState: () => ({ open: [], isInBlock: false, last: "" }),

  token(stream, state) {
    if (state.isInBlock) return blockString(stream, state);
    if (stream.eatSpace()) return null;
    const style = graphqlToken(stream, state);
    if (style !== "comment") state.last = stream.current();
    return style;
  },
};

function graphqlToken(stream, state) {
  if (stream.match(/^#.*/)) return "comment";
  if (stream.match('"""')) {
    state.isInBlock = true;
    return blockString(stream, state);
  }
  if (stream.match(/^"(?:\\.|[^"\\])*"?/)) return "string";
  if (stream.match(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return "number";
  if (stream.match(/^\$\w*/)) return "variable";
  if (stream.match(/^@\w*/)) return "meta";
  if (stream.match(/^[A-Za-z_]\w*/)) return nameStyle(stream, state);
  if (stream.match("...")) return "punctuation";
  const text = stream.next();
  bracket(text, state);
  return "punctuation";
}

function blockString(stream, state) {
  if (stream.match(/^[^]*?"""/)) state.isInBlock = false;
  else stream.skipToEnd();
  return "string";
}

/** What a name is, by what is around it. */
function nameStyle(stream, state) {
  const name = stream.current();
  const isArgument = state.open.includes("(");
  if (state.open.length === 0 && keywords.has(name)) return "keyword";
  if (name === "on" && (state.last === "..." || state.open.length === 0)) return "keyword";
  if (state.last === "on") return "type";
  if (state.open.length === 0) return "def";
  if (!isArgument) return stream.match(/^\s*:/, false) ? "qualifier" : "property";
  if (stream.match(/^\s*:/, false)) return "attribute";
  if (["true", "false", "null"].includes(name)) return "atom";
  return state.open.join("").startsWith("(") ? "type" : "atom";
}

const jsonMode = {
  ...shared,
  startState: () => ({ open: [] }),

  token(stream, state) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^"(?:\\.|[^"\\])*"?/)) return stream.match(/^\s*:/, false) ? "property" : "string";
    if (stream.match(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return "number";
    if (stream.match(/^[A-Za-z_]\w*/)) return /^(true|false|null)$/.test(stream.current()) ? "atom" : "error";
    bracket(stream.next(), state);
    return "punctuation";
  },
};
