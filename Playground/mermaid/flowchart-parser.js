// Reads `flowchart` and `graph`.

import { Graph } from "./graph.js";

const shapes = [
  ["(((", ")))", "circle"], ["((", "))", "circle"], ["([", "])", "stadium"], ["(", ")", "round"], ["[[", "]]", "box"],
  ["[(", ")]", "cylinder"], ["[/", "/]", "slanted"], ["[\\", "\\]", "slanted"], ["[", "]", "box"],
    ["{{", "}}", "hexagon"],
  ["{", "}", "diamond"], [">", "]", "box"],
];
const ignored = /^(classDef|class|style|linkStyle|click|direction|accTitle|accDescr)\b/;
const link = /^\s*([<xo](?=[-=]))?(?:(-{2,}|={2,})(>|[xo](?=[\s|]|$))|(-{3,}|={3,})|(-\.+-)(>|[xo](?=[\s|]|$))?|(~{3,}))\s*(?:\|([^|]*)\|)?\s*/;
const wordyLink = /^\s*([<xo])?(--|==|-\.)\s*(.+?)\s*(-{2,}|={2,}|\.+-)([>xo])?\s+/;
const heads = { ">": "arrow", "<": "arrow", x: "cross", o: "circle" };

export function parseFlowchart([first, ...lines]) {
  const direction = /^\s*(?:flowchart|graph)\s+(\w\w)/.exec(first)?.[1];
  const graph = new Graph(direction);
  const statements = lines.flatMap((line) => splitStatements(line));
  for (const statement of statements) parseStatement(statement.trim(), graph);
  return graph;
}

/** Semicolons end statements, but not inside quotes or brackets. */
function splitStatements(line) {
  return line.includes('"') || /[[({].*;.*[\])}]/.test(line) ? [line.replace(/;\s*$/, "")] : line.split(";");
}

function parseStatement(text, graph) {
  const group = /^subgraph\s+([^\s[]+)?\s*(?:\[(.*)\])?(.*)$/.exec(text);
  if (!text || ignored.test(text)) return;
  if (text === "subgraph" || group) {
    const title = group?.[2] ?? `${group?.[1] ?? ""}${group?.[3] ?? ""}`;
    graph.openGroup(group?.[2] || !group?.[3] ? group?.[1] ?? `group ${graph.groups.size}` : title, title || " ");
  } else if (text === "end") graph.closeGroup();
  else parseChain(text, graph);
}

/** `A & B -->|label| C --> D` */
function parseChain(text, graph) {
  const reader = { rest: text };
  let sources = parseNodes(reader, graph);
  while (reader.rest.trim()) {
    const edge = takeLink(reader);
    const targets = parseNodes(reader, graph);
    for (const from of sources) for (const to of targets) graph.edge(from, to, edge);
    sources = targets;
  }
}

function takeLink(reader) {
  const plain = link.exec(reader.rest);
  if (plain) {
    const [all, tail, line, head, bare, dotted, dottedHead, invisible, label] = plain;
    reader.rest = reader.rest.slice(all.length);
    const kind = invisible ? "none" : dotted ? "dotted" : (line ?? bare).startsWith("=") ? "thick" : "plain";
    return { label, line: kind, head: heads[head ?? dottedHead] ?? null, tail: heads[tail] ?? null };
  }
  const wordy = wordyLink.exec(reader.rest);
  if (!wordy) throw new Error(`"${reader.rest.trim().slice(0, 40)}" is not understood.`);
  const [all, tail, start, label, , head] = wordy;
  reader.rest = reader.rest.slice(all.length);
  const kind = { "--": "plain", "==": "thick", "-.": "dotted" }[start];
  return { label, line: kind, head: heads[head] ?? null, tail: heads[tail] ?? null };
}

function parseNodes(reader, graph) {
  const ids = [parseNode(reader, graph)];
  for (let more = /^\s*&\s*/.exec(reader.rest); more; more = /^\s*&\s*/.exec(reader.rest)) {
    reader.rest = reader.rest.slice(more[0].length);
    ids.push(parseNode(reader, graph));
  }
  return ids;
}

function parseNode(reader, graph) {
  const id = /^\s*([\p{L}\p{N}_]+(?:[.-](?=[\p{L}\p{N}])[\p{L}\p{N}_]+)*)/u.exec(reader.rest);
  if (!id) throw new Error(`"${reader.rest.trim().slice(0, 40)}" is no node.`);
  reader.rest = reader.rest.slice(id[0].length);
  const shape = takeShape(reader);
  reader.rest = reader.rest.replace(/^:::[\w-]+/, "");
  graph.node(id[1], shape);
  return id[1];
}

function takeShape(reader) {
  for (const [open, close, shape] of shapes) {
    if (!reader.rest.startsWith(open)) continue;
    const quoted = new RegExp(`^\\s*"([^"]*)"\\s*`).exec(reader.rest.slice(open.length));
    const start = open.length + (quoted?.[0].length ?? 0);
    const end = reader.rest.indexOf(close, start);
    if (end < 0) throw new Error(`"${reader.rest.slice(0, 40)}" is never closed.`);
    const label = quoted ? quoted[1] : reader.rest.slice(open.length, end);
    reader.rest = reader.rest.slice(end + close.length);
    return { label, shape };
  }
  return {};
}
