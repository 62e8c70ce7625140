// Cuts SQL into words to be coloured; no more than that is known of it.

const pattern = /(\s+)|(--[^\n]*)|('(?:''|[^'])*'?)|(\$\d+)|(\d[\d.]*)|([A-Za-z_]\w*)|([^])/y;
const kinds = ["space", "comment", "string", "variable", "number", "word", "mark"];
const keywords = new Set(`
  all and any array as asc begin between by case commit conflict create cross delete desc distinct do else end
  except exists false fetch filter following for from full group having in inner insert intersect interval into is
  isolation join key lateral left level like limit materialized no not nothing null offset on or order ordinality
  outer over partition read recursive returning right rollback row rows savepoint select set skip locked table then
  true union update using values when where window with within without
`.trim().split(/\s+/));

/** The pieces of a statement: `{ kind, text }`, of the kinds above and "keyword". */
export function piecesOf(sql) {
  const pieces = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < sql.length) {
    const match = pattern.exec(sql);
    const kind = kinds[match.findIndex((group, index) => index > 0 && group !== undefined) - 1];
    pieces.push({ kind: kind === "word" && keywords.has(match[0].toLowerCase()) ? "keyword" : kind, text: match[0] });
  }
  return pieces;
}

/** A statement without the indentation that all its lines behind the first share. */
export function dedent(sql) {
  const lines = sql.trim().split("\n");
  const indents = lines.slice(1).filter((line) => line.trim()).map((line) => /^ */.exec(line)[0].length);
  const shared = Math.min(...indents, Infinity);
  return Number.isFinite(shared) ? lines.map((line, index) => (index > 0 ? line.slice(shared) : line)).join("\n")
    : lines.join("\n");
}
