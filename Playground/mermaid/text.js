// Labels: their lines, their size, and how they are drawn.

import { svg } from "../view/dom.js";

const lineHeight = 18;
const wrapWidth = 40;
let context = null;

/** The lines of a label: `<br/>` and `\n` break, quotes and entities go, long lines are wrapped at words. */
export function linesOf(label) {
  const plain = label.trim().replace(/^"([^]*)"$/, "$1").replace(/^`([^]*)`$/, "$1")
    .replaceAll(/<br\s*\/?>/gi, "\n").replaceAll("\\n", "\n").replaceAll(/<[^>\n]{1,40}>/g, "")
    .replaceAll("#quot;", '"').replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  return plain.split("\n").flatMap(wrap);
}

function wrap(line) {
  const lines = [""];
  for (const word of line.trim().split(/\s+/)) {
    const last = lines.at(-1);
    if (last && last.length + word.length > wrapWidth) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** Width and height of lines in pixels. */
export function measure(lines, size = 13) {
  context ??= document.createElement("canvas").getContext("2d");
  context.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return {
    width: Math.ceil(Math.max(0, ...lines.map((line) => context.measureText(line).width))),
    height: lines.length * lineHeight,
  };
}

/** Lines around a middle. */
export function drawLines(lines, x, y, attributes = {}) {
  const top = y - ((lines.length - 1) * lineHeight) / 2;
  return svg("text", { x, y: top, "text-anchor": "middle", "dominant-baseline": "central", ...attributes },
    ...lines.map((line, index) => svg("tspan", { x, dy: index === 0 ? 0 : lineHeight }, line || " ")));
}
