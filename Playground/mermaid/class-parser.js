// Reads `classDiagram` and `erDiagram`: boxes with members, and the relations between them.

import { Graph } from "./graph.js";

const relation = /^(\w+)\s*(?:"([^"]*)")?\s*(<\|--|<\|\.\.|\*--|o--|<--|<\.\.|--\|>|\.\.\|>|--\*|--o|-->|\.\.>|--|\.\.)\s*(?:"([^"]*)")?\s*(\w+)\s*(?::\s*(.*))?$/;
const ends = { "<|": "triangle", "|>": "triangle", "*": "filled", o: "diamond", "<": "arrow", ">": "arrow" };

export function parseClasses([, ...lines]) {
  const graph = new Graph("TB");
  let open = null;
  for (const line of lines) {
    const text = line.trim();
    const begins = /^class\s+(\w+)(?:~(\w+)~)?(?:\["([^"]+)"\])?\s*(\{)?\s*(\})?$/.exec(text);
    const related = relation.exec(text);
    const member = /^(\w+)\s*:\s*(.+)$/.exec(text);
    if (open) {
      if (text === "}") open = null;
      else addMember(open, text);
    } else if (begins) {
      const [, id, parameter, label, brace, closed] = begins;
      const box = graph.node(id, { label: label ?? (parameter ? `${id}<${parameter}>` : id), shape: "box" });
      open = brace && !closed ? box : null;
    } else if (related) addRelation(graph, related);
    else if (member) addMember(graph.node(member[1]), member[2]);
    else if (/^<<.+>>\s+\w+$/.test(text)) addMember(graph.node(text.split(/\s+/).at(-1)), text.split(/\s+/)[0]);
    else if (!/^(direction|note|classDef|style|namespace|\})/.test(text)) {
      throw new Error(`"${text.slice(0, 40)}" is not understood.`);
    }
  }
  return graph;
}

function addMember(box, text) {
  const plain = text.replaceAll(/~([^~]*)~/g, "<$1>");
  if (/^<<.*>>$/.test(plain)) box.lines.unshift(`«${plain.slice(2, -2)}»`);
  else box.members = [...(box.members ?? []), plain];
}

function addRelation(graph, [, from, fromText, mark, toText, to, label]) {
  graph.node(from);
  graph.node(to);
  const [, tail, line, head] = /^(<\||\*|o|<)?(--|\.\.)(\|>|\*|o|>)?$/.exec(mark);
  graph.edge(from, to, {
    label, line: line === ".." ? "dotted" : "plain", tail: ends[tail] ?? null, head: ends[head] ?? null,
    tailText: fromText, headText: toText,
  });
}

const entityRelation = /^(\w[\w-]*)\s+([|}o][|o{}])(--|\.\.)([|o{}][|{}o])\s+(\w[\w-]*)\s*(?::\s*(.*))?$/;
const counts = { "||": "1", "|o": "0..1", "o|": "0..1", "}|": "1..n", "|{": "1..n", "}o": "0..n", "o{": "0..n" };

export function parseEntities([, ...lines]) {
  const graph = new Graph("TB");
  let open = null;
  for (const line of lines) {
    const text = line.trim();
    const begins = /^([\w-]+)\s*\{\s*(\})?$/.exec(text);
    const related = entityRelation.exec(text);
    if (open) {
      if (text === "}") open = null;
      else open.members = [...(open.members ?? []), text.replace(/\s*"([^"]*)"$/, " – $1")];
    } else if (begins) {
      const box = graph.node(begins[1]);
      open = begins[2] ? null : box;
    } else if (related) {
      const [, from, left, kind, right, to, label] = related;
      graph.node(from);
      graph.node(to);
      graph.edge(from, to, { label, line: kind === ".." ? "dotted" : "plain", tailText: counts[left],
        headText: counts[right] });
    } else if (/^[\w-]+$/.test(text)) graph.node(text);
    else throw new Error(`"${text.slice(0, 40)}" is not understood.`);
  }
  return graph;
}
