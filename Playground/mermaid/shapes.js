// The shapes of nodes: how large they must be for their label, and how they are drawn around a middle.

import { svg } from "../view/dom.js";
import { drawLines, measure } from "./text.js";

const memberHeight = 18;

/** Width and height of a node. */
export function boxOf({ lines, shape, members }) {
  const { width, height } = measure(lines);
  if (shape === "start" || shape === "end") return { width: 18, height: 18 };
  if (shape === "choice") return { width: 28, height: 28 };
  if (shape === "bar") return { width: 70, height: 8 };
  if (members) {
    const inner = measure(members, 12);
    return { width: Math.max(width, inner.width) + 24, height: height + members.length * memberHeight + 26 };
  }
  if (shape === "diamond") return { width: width + height + 40, height: height * 1.5 + 34 };
  if (shape === "circle") return { width: Math.max(width, height) + 26, height: Math.max(width, height) + 26 };
  if (shape === "hexagon") return { width: width + 48, height: height + 18 };
  if (shape === "cylinder") return { width: width + 30, height: height + 32 };
  if (shape === "slanted") return { width: width + 50, height: height + 18 };
  return { width: width + 28, height: height + 18 };
}

const polygon = (points, className) =>
  svg("polygon", { class: className, points: points.map((each) => each.join(",")).join(" ") });

const drawers = {
  round: ({ left, top, width, height }) => svg("rect", { class: "shape", x: left, y: top, width, height, rx: 12 }),
  stadium: ({ left, top, width, height }) =>
    svg("rect", { class: "shape", x: left, y: top, width, height, rx: height / 2 }),
  circle: ({ x, y, width }) => svg("circle", { class: "shape", cx: x, cy: y, r: width / 2 }),
  start: ({ x, y }) => svg("circle", { class: "dot", cx: x, cy: y, r: 8 }),
  end: ({ x, y }) => svg("g", {}, svg("circle", { class: "plain", cx: x, cy: y, r: 9 }),
    svg("circle", { class: "dot", cx: x, cy: y, r: 5 })),
  bar: ({ left, top, width, height }) => svg("rect", { class: "dot", x: left, y: top, width, height, rx: 3 }),
  note: ({ left, top, width, height }) => svg("rect", { class: "note", x: left, y: top, width, height, rx: 3 }),
  diamond: ({ x, y, left, top, right, bottom }) => polygon([[x, top], [right, y], [x, bottom], [left, y]], "shape"),
  choice: ({ x, y, left, top, right, bottom }) => polygon([[x, top], [right, y], [x, bottom], [left, y]], "shape"),
  hexagon: ({ y, left, top, right, bottom }) => polygon(
    [[left + 14, top], [right - 14, top], [right, y], [right - 14, bottom], [left + 14, bottom], [left, y]], "shape"),
  slanted: ({ left, top, right, bottom }) => polygon(
    [[left + 14, top], [right, top], [right - 14, bottom], [left, bottom]], "shape"),
  cylinder({ left, top, right, bottom, width }) {
    const radius = `${width / 2},7`;
    return svg("g", {},
      svg("path", { class: "shape", d: `M${left},${top + 7} A${radius} 0 0 1 ${right},${top + 7} V${bottom - 7} A${radius} 0 0 1 ${left},${bottom - 7} Z` }),
      svg("path", { class: "edge", d: `M${left},${top + 7} A${radius} 0 0 0 ${right},${top + 7}` }));
  },
  box: ({ left, top, width, height }) => svg("rect", { class: "shape", x: left, y: top, width, height, rx: 5 }),
};

/** A node where the layout put it. */
export function drawNode(node, { x, y, width, height }) {
  const box = { x, y, width, height, left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y
    + height / 2 };
  if (node.members) return drawMembers(node, box);
  const shape = (drawers[node.shape] ?? drawers.box)(box);
  const isEmpty = node.lines.every((line) => !line);
  return svg("g", {}, shape, isEmpty ? null : drawLines(node.lines, x, y + (node.shape === "cylinder" ? 6 : 0)));
}

/** Where the line from the middle of a node to a point at its box leaves the node's shape. */
export function borderPoint(shape, { x, y, width, height }, point) {
  const [across, down] = [point.x - x, point.y - y];
  const share = {
    diamond: () => 1 / (Math.abs(across) / (width / 2) + Math.abs(down) / (height / 2)),
    circle: () => width / 2 / Math.hypot(across, down),
  };
  const scale = (share[{ choice: "diamond", start: "circle", end: "circle" }[shape] ?? shape] ?? (() => 1))();
  return Number.isFinite(scale) ? { x: x + across * scale, y: y + down * scale } : point;
}

/** A box with a name above a line and members below it. */
function drawMembers({ lines, members }, { x, left, top, width, height, right }) {
  const head = measure(lines).height + 12;
  return svg("g", {},
    svg("rect", { class: "plain", x: left, y: top, width, height, rx: 5 }),
    svg("path", { class: "shape", d: `M${left},${top + head} V${top + 5} q0,-5 5,-5 H${right - 5} q5,0 5,5 V${top + head} Z` }),
    drawLines(lines, x, top + head / 2),
    ...members.map((member, index) => svg("text", {
      class: "label", x: left + 12, y: top + head + 16 + index * memberHeight, "dominant-baseline": "central",
    }, member)));
}
