// Draws the Markdown of descriptions: paragraphs, lists, code, emphasis and links. Everything else stays text.

import { element } from "./dom.js";

/** An element with the text drawn. */
export function renderMarkdown(text) {
  const root = element("div", { class: "markdown" });
  for (const block of blocksOf(text)) root.append(block);
  return root;
}

function* blocksOf(text) {
  const pieces = text.replaceAll("\r", "").split(/^```[^\n]*\n([^]*?)^```\s*$/m);
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) {
      yield element("pre", {}, element("code", {}, piece.trimEnd()));
      continue;
    }
    for (const block of piece.split(/\n\s*\n/)) if (block.trim()) yield blockOf(block.trim());
  }
}

function blockOf(block) {
  const lines = block.split("\n");
  const heading = /^(#{1,6})\s+(.*)$/.exec(block);
  if (heading && lines.length === 1) return element("p", {}, element("strong", {}, ...inline(heading[2])));
  if (lines.every((line) => /^\s*[-*]\s/.test(line))) return list("ul", lines, /^\s*[-*]\s+/);
  if (lines.every((line) => /^\s*\d+[.)]\s/.test(line))) return list("ol", lines, /^\s*\d+[.)]\s+/);
  return element("p", {}, ...inline(lines.join(" ")));
}

function list(name, lines, mark) {
  return element(name, {}, ...lines.map((line) => element("li", {}, ...inline(line.replace(mark, "")))));
}

const spans = /`([^`]+)`|\*\*([^*]+)\*\*|(?<!\w)[*_]([^*_]+)[*_](?!\w)|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s)>]+)/g;

function inline(text) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(spans)) {
    parts.push(text.slice(last, match.index), span(match));
    last = match.index + match[0].length;
  }
  return [...parts, text.slice(last)];
}

function span([, code, strong, emphasis, label, address, bare]) {
  if (code) return element("code", {}, code);
  if (strong) return element("strong", {}, strong);
  if (emphasis) return element("em", {}, emphasis);
  return element("a", { href: address ?? bare, target: "_blank", rel: "noopener noreferrer" }, label ?? bare);
}
