// Draws Mermaid sources as SVG: flowcharts, sequences, states, classes and entities, as far as authors here use them.
// Whatever is not understood throws, and the source is shown instead.

import { loadScript } from "../editor/codemirror.js";
import { parseClasses, parseEntities } from "./class-parser.js";
import { parseFlowchart } from "./flowchart-parser.js";
import { drawGraph } from "./graph-drawing.js";
import { drawSequence } from "./sequence-drawing.js";
import { parseSequence } from "./sequence-parser.js";
import { parseStates } from "./state-parser.js";

const layoutScript = "/playground/dagre/dagre.min.js";
const sizeLimit = 50_000;
const graphParsers = {
  flowchart: parseFlowchart, graph: parseFlowchart, stateDiagram: parseStates, "stateDiagram-v2": parseStates,
  classDiagram: parseClasses, "classDiagram-v2": parseClasses, erDiagram: parseEntities,
};
const firstWord = /^(?:\s*%%[^\n]*\n)*\s*(flowchart|graph|sequenceDiagram|stateDiagram(?:-v2)?|classDiagram(?:-v2)?|erDiagram)\b(?=[\s;]|$)/;

/** Whether a text is Mermaid that may be drawn. */
export const isMermaid = (text) => firstWord.test(text);

/** The drawing of a source, an element of SVG; throws an Error that says why there is none. */
export async function drawMermaid(source, canLayOut) {
  if (source.length > sizeLimit) throw new Error("it is too long.");
  const kind = firstWord.exec(source)?.[1];
  const lines = source.replaceAll("\r", "").split("\n").map((line) => line.replace(/%%.*$/, "").trimEnd())
    .filter((line) => line.trim());
  if (kind === "sequenceDiagram") return drawSequence(parseSequence(lines.slice(1)));
  if (!graphParsers[kind]) throw new Error("its kind is not known.");
  if (!canLayOut) throw new Error("the server has no script that lays graphs out (node-dagre-layout).");
  const graph = graphParsers[kind](lines);
  globalThis.dagre ?? await loadOnce();
  return drawGraph(graph, globalThis.dagre);
}

let loading = null;

function loadOnce() {
  loading ??= loadScript(layoutScript);
  return loading;
}
