// The directives that the schema's own fields carry: who may use them, what they cost. Introspection does not tell,
// so they are read from the SDL that the server offers beside it.

import { tokenize } from "./lexer.js";

const shown = new Set(["auth", "public", "cost", "rateLimit", "cacheControl", "constraint", "sensitive", "idempotent"]);
const definitions = new Set(["type", "interface", "input"]);

/** Directives by coordinate, `Mutation.login` to `["@public", "@rateLimit(...)"]`; no more than what was understood. */
export function appliedDirectives(sdl) {
  const tokens = tokenize(sdl).filter(({ kind }) => kind !== "comment");
  const found = new Map();
  let index = 0;
  while (index < tokens.length) {
    const { kind, text } = tokens[index];
    if (kind === "name" && definitions.has(text)) index = readType(sdl, tokens, index + 1, found);
    else index = kind === "mark" && "({[".includes(text) ? behindBracket(tokens, index) : index + 1;
  }
  return found;
}

/** Reads a definition from its name on; answers the place behind it. */
function readType(sdl, tokens, start, found) {
  const type = tokens[start].text;
  let index = start + 1;
  while (index < tokens.length && !isMark(tokens[index], "{")) {
    if (tokens[index].kind === "name" && definitions.has(tokens[index].text)) return index;
    index = isMark(tokens[index], "(") ? behindBracket(tokens, index) : index + 1;
  }
  index += 1;
  let field = null;
  while (index < tokens.length && !isMark(tokens[index], "}")) {
    const token = tokens[index];
    if (token.kind === "name" && beginsMember(tokens, index)) field = `${type}.${token.text}`;
    if (isMark(token, "@")) index = readDirective(sdl, tokens, index, field, found);
    else index = token.kind === "mark" && "({[".includes(token.text) ? behindBracket(tokens, index) : index + 1;
  }
  return index + 1;
}

/** A member is a name before a colon, perhaps with arguments between. */
function beginsMember(tokens, index) {
  const next = isMark(tokens[index + 1], "(") ? behindBracket(tokens, index + 1) : index + 1;
  return isMark(tokens[next], ":");
}

function readDirective(sdl, tokens, start, field, found) {
  const name = tokens[start + 1];
  const end = isMark(tokens[start + 2], "(") ? behindBracket(tokens, start + 2) : start + 2;
  if (field && shown.has(name.text)) {
    const text = sdl.slice(tokens[start].start, tokens[end - 1].end).replaceAll(/\s+/g, " ");
    found.set(field, [...(found.get(field) ?? []), text]);
  }
  return end;
}

const isMark = (token, text) => token?.kind === "mark" && token.text === text;

/** The place behind the bracket that closes the one at a place. */
function behindBracket(tokens, start) {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    if (tokens[index].kind !== "mark") continue;
    if ("({[".includes(tokens[index].text)) depth += 1;
    if (")}]".includes(tokens[index].text)) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
}
