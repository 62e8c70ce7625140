// Draws a sequence: a column for each participant, time going down.

import { svg } from "../view/dom.js";
import { drawEnd } from "./edges.js";
import { makePicture } from "./picture.js";
import { drawLines, measure } from "./text.js";

const margin = 14;
const headTop = 10;
const gap = 36;
const loopWidth = 46;

/** The drawing of what `parseSequence` answers, an element of SVG. */
export function drawSequence({ participants, items }) {
  const columns = placeColumns(participants, items);
  const picture = new Picture(columns);
  for (const item of items) picture.add(item);
  return picture.finish(participants);
}

/** The middles of the columns: wide enough apart for names, messages and notes between neighbours. */
function placeColumns(participants, items) {
  const boxes = participants.map(({ lines }) => measure(lines).width + 26);
  const index = new Map(participants.map(({ id }, place) => [id, place]));
  const distances = boxes.slice(1).map((width, place) => (boxes[place] + width) / 2 + 20);
  const widen = (one, other, width) => {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    const present = distances.slice(low, high).reduce((sum, each) => sum + each, 0);
    for (let place = low; place < high; place += 1) distances[place] += Math.max(0, width - present) / (high - low);
  };
  for (const item of items) {
    const width = item.lines ? measure(item.lines, 12).width : 0;
    if (item.kind === "message" && item.from !== item.to) widen(index.get(item.from), index.get(item.to), width + 30);
    if (item.kind === "message" && item.from === item.to && index.get(item.from) < distances.length) {
      widen(index.get(item.from), index.get(item.from) + 1, width + loopWidth + 24);
    }
    if (item.kind === "note" && item.ids.length > 1) widen(index.get(item.ids[0]), index.get(item.ids.at(-1)), width);
  }
  const columns = new Map();
  let x = margin + boxes[0] / 2;
  for (const [place, { id }] of participants.entries()) {
    columns.set(id, { x, width: boxes[place] });
    x += distances[place] ?? 0;
  }
  return columns;
}

class Picture {
  constructor(columns) {
    this.columns = columns;
    this.back = [];
    this.bars = [];
    this.front = [];
    this.blocks = [];
    this.active = new Map();
    this.headHeight = 34;
    this.y = headTop + this.headHeight + 24;
    this.left = 0;
    this.right = Math.max(...[...columns.values()].map(({ x, width }) => x + width / 2));
    this.lastLineY = this.y;
  }

  x(id) { return this.columns.get(id).x; }

  add(item) {
    this[item.kind](item);
  }

  /** What reaches further than the columns makes the picture, and the blocks around it, wider. */
  reach(left, right) {
    this.left = Math.min(this.left, left - 8);
    this.right = Math.max(this.right, right + 8);
    for (const block of this.blocks) {
      block.left = Math.min(block.left, left - 12);
      block.right = Math.max(block.right, right + 12);
    }
  }

  message({ from, to, lines, isDotted, head, tail }) {
    const { width, height } = measure(lines, 12);
    const [start, end] = [this.x(from), this.x(to)];
    const className = isDotted ? "edge dotted" : "edge";
    if (from === to) return this.messageToSelf({ x: start, lines, className, head, width, height });
    const middle = (start + end) / 2;
    this.front.push(drawLines(lines, middle, this.y + height / 2 - 4, { class: "label" }));
    this.y += height + 3;
    const points = [{ x: start, y: this.y }, { x: end, y: this.y }];
    this.front.push(
      svg("path", { class: className, d: `M${start},${this.y} H${end}` }),
      drawEnd(head, points[1], points[0]), drawEnd(tail, points[0], points[1]));
    this.reach(Math.min(start, end, middle - width / 2), Math.max(start, end, middle + width / 2));
    this.lastLineY = this.y;
    this.y += gap - 18;
    return undefined;
  }

  messageToSelf({ x, lines, className, head, width, height }) {
    const top = this.y + 4;
    const bottom = top + Math.max(20, height - 6);
    this.front.push(
      svg("path", { class: className, d: `M${x},${top} h${loopWidth - 16} q6,0 6,6 V${bottom - 6} q0,6 -6,6 H${x}` }),
      drawEnd(head, { x, y: bottom }, { x: x + 1, y: bottom }),
      drawLines(lines, x + loopWidth + width / 2, (top + bottom) / 2, { class: "label" }));
    this.reach(x, x + loopWidth + width);
    this.lastLineY = bottom;
    this.y = bottom + gap - 18;
  }

  note({ side, ids, lines }) {
    const size = measure(lines, 12);
    const places = ids.map((id) => this.x(id));
    const [low, high] = [Math.min(...places), Math.max(...places)];
    const width = Math.max(size.width + 20, ids.length > 1 ? high - low + 40 : 0);
    const x = side === "right of" ? high + 12 + width / 2 : side === "left of" ? low - 12 - width / 2
      : (low + high) / 2;
    const height = size.height + 10;
    this.front.push(
      svg("rect", { class: "note", x: x - width / 2, y: this.y, width, height, rx: 3 }),
      drawLines(lines, x, this.y + height / 2, { class: "label" }));
    this.reach(x - width / 2, x + width / 2);
    this.y += height + 14;
  }

  activate({ id }) {
    this.active.set(id, [...(this.active.get(id) ?? []), this.lastLineY]);
  }

  deactivate({ id }) {
    const starts = this.active.get(id) ?? [];
    const top = starts.pop();
    if (top !== undefined) this.drawBar(id, top, Math.max(this.lastLineY, top + 12), starts.length);
  }

  drawBar(id, top, bottom, depth) {
    this.bars.push(svg("rect", { class: "active", x: this.x(id) - 5 + depth * 4, y: top, width: 10,
      height: bottom - top, rx: 2 }));
  }

  block({ name, lines }) {
    this.blocks.push({ name, lines, top: this.y, left: Infinity, right: -Infinity, sections: [] });
    this.y += 30;
  }

  section({ lines }) {
    this.blocks.at(-1)?.sections.push({ y: this.y, lines });
    this.y += 26;
  }

  end() {
    const { name, lines, top, left, right, sections } = this.blocks.pop();
    const box = { left: Number.isFinite(left) ? left : 20,
      right: Math.max(right, (Number.isFinite(left) ? left : 20) + 120) };
    const label = [name, ...(lines[0] ? [`[${lines.join(" ")}]`] : [])].join(" ");
    const width = Math.max(box.right - box.left, measure([label], 12).width + 30);
    this.back.push(
      svg("rect", { class: "frame-box", x: box.left, y: top, width, height: this.y - top, rx: 6 }),
      svg("text", { class: "title", x: box.left + 10, y: top + 17 }, label),
      ...sections.flatMap(({ y, lines: words }) => [
        svg("path", { class: "lifeline", d: `M${box.left},${y} h${width}` }),
        svg("text", { class: "title", x: box.left + 10, y: y + 17 }, words[0] ? `[${words.join(" ")}]` : ""),
      ]));
    this.reach(box.left, box.left + width);
    this.y += 14;
  }

  finish(participants) {
    while (this.blocks.length > 0) this.end();
    for (const [id, starts] of this.active) {
      for (const [depth, top] of starts.entries()) this.drawBar(id, top, this.y, depth);
    }
    const lines = [...this.columns.values()].map(({ x }) =>
      svg("path", { class: "lifeline", d: `M${x},${headTop + this.headHeight} V${this.y + 4}` }));
    const heads = participants.map(({ id, lines: words }) => {
      const { x, width } = this.columns.get(id);
      const height = Math.max(this.headHeight, measure(words).height + 14);
      return svg("g", {}, svg("rect", { class: "shape", x: x - width / 2, y: headTop, width, height, rx: 6 }),
        drawLines(words, x, headTop + height / 2));
    });
    const left = this.left - margin;
    const width = this.right + margin - left;
    const height = this.y + margin;
    const parts = [...lines, ...this.back, ...this.bars, ...this.front.filter(Boolean), ...heads];
    return makePicture({ left, top: 0, width, height }, parts);
  }
}
