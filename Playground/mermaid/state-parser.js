// Reads `stateDiagram` and `stateDiagram-v2`: states, transitions, nested states, choices and notes.

import { Graph } from "./graph.js";

const transition = /^(\S+)\s*-->\s*([^\s:]+)\s*(?::\s*(.*))?$/;

export function parseStates([, ...lines]) {
  const directions = lines.map((line) => /^\s*direction\s+(\w\w)/.exec(line)?.[1]).filter(Boolean);
  const graph = new Graph(directions[0] ?? "TB");
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index].trim();
    const note = /^note\s+(?:right|left)\s+of\s+(\S+?)\s*(?::\s*(.*))?$/i.exec(text);
    if (!note) {
      parseLine(text, graph);
    } else if (note[2]) {
      addNote(graph, note[1], note[2]);
    } else {
      const end = lines.findIndex((line, place) => place > index && /^\s*end note\s*$/i.test(line));
      if (end < 0) throw new Error("a note is never closed.");
      addNote(graph, note[1], lines.slice(index + 1, end).map((line) => line.trim()).join("\n"));
      index = end;
    }
  }
  return graph;
}

function parseLine(text, graph) {
  const moved = transition.exec(text);
  const named = /^state\s+"([^"]+)"\s+as\s+(\w+)\s*(\{)?$/.exec(text);
  const nested = /^state\s+(\w+)\s*\{$/.exec(text);
  const special = /^state\s+(\w+)\s+<<(\w+)>>$/.exec(text);
  const described = /^(\w+)\s*:\s*(.+)$/.exec(text);
  if (moved) graph.edge(end(moved[1], "start", graph), end(moved[2], "end", graph), { label: moved[3], head: "arrow" });
  else if (named?.[3]) graph.openGroup(named[2], named[1]);
  else if (named) graph.node(named[2], { label: named[1], shape: "round" });
  else if (nested) graph.openGroup(nested[1], nested[1]);
  else if (special) graph.node(special[1], { label: "", shape: special[2] === "choice" ? "choice" : "bar" });
  else if (described) graph.node(described[1], { label: described[2], shape: "round" });
  else if (text === "}") graph.closeGroup();
  else if (/^state\s+\w+$|^\w+$/.test(text)) graph.node(text.replace(/^state\s+/, ""), { shape: "round" });
  else if (!/^(direction|hide|scale|classDef|class|--)\b|^--$/.test(text)) {
    throw new Error(`"${text.slice(0, 40)}" is not understood.`);
  }
}

/** `[*]` begins or ends what is around it. */
function end(id, kind, graph) {
  if (id !== "[*]") {
    const node = graph.node(id);
    if (!node.isGroup && node.shape === "box") node.shape = "round";
    return id;
  }
  const name = `${kind} of ${graph.open.at(-1) ?? "all"}`;
  graph.node(name, { label: "", shape: kind });
  return name;
}

function addNote(graph, about, text) {
  const id = `note ${graph.nodes.size}`;
  graph.node(id, { label: text, shape: "note" });
  graph.node(id).group = graph.node(about).group ?? null;
  graph.edge(about, id, { line: "dotted" });
}
