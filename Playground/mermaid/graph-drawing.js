// Lays a graph out with dagre and draws it.

import { svg } from "../view/dom.js";
import { clipToBox, drawEnd, pathThrough } from "./edges.js";
import { makePicture } from "./picture.js";
import { borderPoint, boxOf, drawNode } from "./shapes.js";
import { drawLines, measure } from "./text.js";

const margin = 12;
const titleHeight = 22;
const nodeLimit = 400;

/** The drawing of a graph, an element of SVG. */
export function drawGraph(graph, dagre) {
  if (graph.nodes.size === 0) throw new Error("it has no nodes.");
  if (graph.nodes.size + graph.edges.length > nodeLimit) throw new Error("it has too many nodes.");
  const layout = layOut(graph, dagre);
  const groups = [...graph.groups.values()].filter(({ id }) => layout.hasNode(id) && graph.memberOf(id));
  const boxes = new Map(groups.map(({ id }) => [id, groupBox(layout.node(id))]));
  const parts = [
    ...groups.map((group) => drawGroup(group, boxes.get(group.id))),
    ...graph.edges.filter(({ line }) => line !== "none").map((edge) => drawEdge(edge, graph, layout, boxes)),
    ...[...graph.nodes.values()].map((node) => drawNode(node, layout.node(node.id))),
    ...graph.edges.filter(({ line }) => line !== "none").flatMap((edge) => drawLabels(edge, layout)),
  ];
  return frame(parts, layout, boxes);
}

function layOut(graph, dagre) {
  const layout = new dagre.graphlib.Graph({ compound: true, multigraph: true });
  const hasLabelledGroups = graph.edges.some(
    ({ from, to, lines }) => lines.length > 0 && (graph.groups.has(from) || graph.groups.has(to)));
  const ranksep = hasLabelledGroups ? 72 : graph.groups.size > 0 ? 48 : 40;
  layout.setGraph({ rankdir: graph.direction, nodesep: 34, ranksep, edgesep: 16 });
  for (const group of graph.groups.values()) if (graph.memberOf(group.id)) layout.setNode(group.id, {});
  for (const node of graph.nodes.values()) layout.setNode(node.id, boxOf(node));
  for (const each of [...graph.nodes.values(), ...graph.groups.values()]) {
    const parent = each.isGroup ? each.parent : each.group;
    if (parent && layout.hasNode(parent) && layout.hasNode(each.id)) layout.setParent(each.id, parent);
  }
  for (const [index, edge] of graph.edges.entries()) {
    edge.name = String(index);
    edge.source = graph.groups.has(edge.from) ? graph.exitOf(edge.from) : edge.from;
    edge.target = graph.groups.has(edge.to) ? graph.entryOf(edge.to) : edge.to;
    const size = edge.lines.length > 0 ? measure(edge.lines, 12) : { width: 0, height: 0 };
    const label = edge.lines.length > 0 ? { width: size.width + 10, height: size.height + 4 } : size;
    if (edge.source && edge.target) layout.setEdge(edge.source, edge.target, { ...label, labelpos: "c" }, edge.name);
  }
  dagre.layout(layout);
  return layout;
}

/** Room for the title above what dagre puts around the members. */
function groupBox({ x, y, width, height }) {
  return { x, y: y - titleHeight / 2, width: width + 8, height: height + titleHeight };
}

function drawGroup({ title }, { x, y, width, height }) {
  return svg("g", {},
    svg("rect", { class: "group", x: x - width / 2, y: y - height / 2, width, height, rx: 8 }),
    drawLines([title], x, y - height / 2 + 13, { class: "title" }));
}

function drawEdge(edge, graph, layout, boxes) {
  let { points } = layout.edge(edge.source, edge.target, edge.name);
  if (boxes.has(edge.to)) points = clipToBox(points, boxes.get(edge.to));
  if (boxes.has(edge.from)) points = clipToBox([...points].reverse(), boxes.get(edge.from)).reverse();
  if (edge.source === edge.from) points = [borderOf(graph, edge.from, layout, points[0]), ...points.slice(1)];
  if (edge.target === edge.to) points = [...points.slice(0, -1), borderOf(graph, edge.to, layout, points.at(-1))];
  return svg("g", {},
    svg("path", { class: `edge ${edge.line}`, d: pathThrough(points) }),
    drawEnd(edge.head, points.at(-1), points.at(-2)), drawEnd(edge.tail, points[0], points[1]));
}

/** Where a line that dagre ends at a node's box meets the node's own shape. */
function borderOf(graph, id, layout, point) {
  return borderPoint(graph.nodes.get(id).shape, layout.node(id), point);
}

function drawLabels(edge, layout) {
  const { x, y, points } = layout.edge(edge.source, edge.target, edge.name);
  const labels = [];
  if (edge.lines.length > 0) {
    const { width, height } = measure(edge.lines, 12);
    labels.push(
      svg("rect", { class: "backing", x: x - width / 2 - 3, y: y - height / 2, width: width + 6, height, rx: 3 }),
      drawLines(edge.lines, x, y, { class: "label" }));
  }
  const near = (one, other) => ({ x: one.x + (other.x - one.x) * 0.3 + 14, y: one.y
    + Math.sign(other.y - one.y) * 14 });
  for (const [text, place] of [[edge.tailText, near(points[0], points[1])],
    [edge.headText, near(points.at(-1), points.at(-2))]]) {
    if (text) labels.push(drawLines([text], place.x, place.y, { class: "label faint" }));
  }
  return labels;
}

/** The picture, as large as what is in it. */
function frame(parts, layout, boxes) {
  const all = [...layout.nodes().map((id) => boxes.get(id) ?? layout.node(id)), ...layout.edges().map((each) => {
    const { x, y, width, height } = layout.edge(each);
    return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
  })];
  const left = Math.min(...all.map(({ x, width }) => x - width / 2)) - margin;
  const top = Math.min(...all.map(({ y, height }) => y - height / 2)) - margin;
  const width = Math.max(...all.map(({ x, width }) => x + width / 2)) + margin - left;
  const height = Math.max(...all.map(({ y, height }) => y + height / 2)) + margin - top;
  return makePicture({ left, top, width, height }, parts);
}
