// Reads `sequenceDiagram`: participants, messages, notes, activations, and blocks such as loop and alt.

import { linesOf } from "./text.js";

const message = /^(.+?)\s*(<<-->>|<<->>|-->>|->>|--x|-x|--\)|-\)|-->|->)\s*([+-])?\s*([^:]+?)\s*(?::\s*(.*))?$/;
const heads = { ">>": "arrow", x: "cross", ")": "open", ">": null };
const blockKinds = /^(loop|alt|opt|par|critical|break|rect|box)\b\s*(.*)$/;
const sectionKinds = /^(else|and|option)\b\s*(.*)$/;

/**
 * `{ participants, items }`: participants `{ id, lines }` in order; items are messages, notes, activations, and the
 * beginnings, sections and ends of blocks, in order of time.
 */
export function parseSequence(lines) {
  const state = { participants: new Map(), items: [], open: [], number: null };
  for (const line of lines) parseLine(line.trim(), state);
  if (state.participants.size === 0) throw new Error("it has no participants.");
  return { participants: [...state.participants.values()], items: state.items };
}

function parseLine(text, state) {
  const declared = /^(?:create\s+)?(?:participant|actor)\s+(\S+?)(?:\s+as\s+(.+))?$/.exec(text);
  const note = /^note\s+(over|right of|left of)\s+([^:]+):\s*(.*)$/i.exec(text);
  const active = /^(activate|deactivate)\s+(\S+)$/.exec(text);
  const block = blockKinds.exec(text);
  const section = sectionKinds.exec(text);
  const sent = message.exec(text);
  if (declared) participant(declared[1], state, declared[2]);
  else if (note) addNote(note, state);
  else if (active) state.items.push({ kind: active[1], id: participant(active[2], state) });
  else if (block) openBlock(block, state);
  else if (section) state.items.push({ kind: "section", lines: linesOf(section[2]), name: section[1] });
  else if (text === "end") closeBlock(state);
  else if (text === "autonumber") state.number = 1;
  else if (sent) addMessage(sent, state);
  else if (!/^(title|accTitle|accDescr|links?|destroy|autonumber)\b/.test(text)) {
    throw new Error(`"${text.slice(0, 40)}" is not understood.`);
  }
}

function participant(id, { participants }, label) {
  if (!participants.has(id)) participants.set(id, { id, lines: linesOf(label ?? id) });
  return id;
}

function addNote([, side, about, text], state) {
  const ids = about.split(",").map((id) => participant(id.trim(), state));
  state.items.push({ kind: "note", side: side.toLowerCase(), ids, lines: linesOf(text) });
}

function openBlock([, name, label], state) {
  // A colour or a box of participants changes nothing of what happens.
  const isDrawn = name !== "rect" && name !== "box";
  state.open.push(isDrawn);
  if (isDrawn) state.items.push({ kind: "block", name, lines: linesOf(label) });
}

function closeBlock(state) {
  if (state.open.pop()) state.items.push({ kind: "end" });
}

function addMessage([, from, mark, activation, to, text = ""], state) {
  const [, start, line, head] = /^(<<)?(--?)(>>|x|\)|>)$/.exec(mark);
  const label = state.number === null ? text : `${state.number++}. ${text}`;
  const item = {
    kind: "message", from: participant(from.trim(), state), to: participant(to.trim(), state), lines: linesOf(label),
    isDotted: line === "--", head: heads[head], tail: start ? "arrow" : null,
  };
  state.items.push(item);
  if (activation === "+") state.items.push({ kind: "activate", id: item.to });
  if (activation === "-") state.items.push({ kind: "deactivate", id: item.from });
}
