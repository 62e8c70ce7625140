// Lines between nodes, and what is at their ends.

import { svg } from "../view/dom.js";

/** A path through points, round at its corners. */
export function pathThrough(points) {
  const [first, ...rest] = points;
  const last = rest.pop();
  let path = `M${first.x},${first.y}`;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 1 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    path += ` Q${point.x},${point.y} ${end.x},${end.y}`;
  }
  return rest.length === 0 ? `${path} L${last.x},${last.y}` : path;
}

/** Points up to where they enter a box: for edges that lead to a group. */
export function clipToBox(points, box) {
  const isInside = ({ x, y }) => Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= box.height / 2;
  const index = points.findIndex((point, place) => place > 0 && isInside(point));
  if (index < 0 || isInside(points[0])) return points;
  let outside = points[index - 1];
  let inside = points[index];
  for (let step = 0; step < 20; step += 1) {
    const middle = { x: (outside.x + inside.x) / 2, y: (outside.y + inside.y) / 2 };
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return [...points.slice(0, index), outside];
}

const polygons = {
  arrow: ["head", "0,0 -9,-4.5 -9,4.5"], triangle: ["hollow", "0,0 -13,-7 -13,7"],
  filled: ["head", "0,0 -8,-5 -16,0 -8,5"], diamond: ["hollow", "0,0 -8,-5 -16,0 -8,5"],
};

/** The end of an edge at a point, coming from another one; nothing where it ends plainly. */
export function drawEnd(kind, at, from) {
  if (!kind) return null;
  const angle = (Math.atan2(at.y - from.y, at.x - from.x) * 180) / Math.PI;
  const transform = `translate(${at.x} ${at.y}) rotate(${angle})`;
  if (kind === "cross") {
    return svg("path", { class: "open-head", d: "M-9,-4.5 L0,4.5 M-9,4.5 L0,-4.5", transform });
  }
  if (kind === "open") return svg("path", { class: "open-head", d: "M-9,-4.5 L0,0 L-9,4.5", transform });
  if (kind === "circle") return svg("circle", { class: "hollow", cx: -4, cy: 0, r: 4, transform });
  const [className, points] = polygons[kind];
  return svg("polygon", { class: className, points, transform });
}
