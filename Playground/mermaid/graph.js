// What flowcharts, states, classes and entities have in common: nodes, edges, and groups of nodes.

import { linesOf } from "./text.js";

export class Graph {
  constructor(direction) {
    this.direction = { TD: "TB" }[direction] ?? direction ?? "TB";
    this.nodes = new Map();
    this.groups = new Map();
    this.edges = [];
    this.open = [];
  }

  /** The node of this id, made if it is new; a label or shape given later replaces what was assumed. */
  node(id, { label, shape, ...more } = {}) {
    if (this.groups.has(id)) return this.groups.get(id);
    const node = this.nodes.get(id)
      ?? { id, lines: linesOf(label ?? id), shape: "box", group: this.open.at(-1) ?? null };
    if (label !== undefined) node.lines = linesOf(label);
    if (shape) node.shape = shape;
    // A node belongs to the group in which it is first spoken of.
    node.group ??= this.open.at(-1) ?? null;
    Object.assign(node, more);
    this.nodes.set(id, node);
    return node;
  }

  /** Edges: `{ from, to, label, line, head, tail, headText, tailText }`; line is plain, dotted, thick or none. */
  edge(from, to, more) {
    this.edges.push({ from, to, line: "plain", head: null, tail: null, ...more, lines: more.label
      ? linesOf(more.label) : [] });
  }

  openGroup(id, title) {
    this.groups.set(id, { id, title: linesOf(title).join(" "), parent: this.open.at(-1) ?? null, isGroup: true });
    this.nodes.delete(id);
    this.open.push(id);
  }

  closeGroup() { this.open.pop(); }

  /** A node inside a group; null where there is none. */
  memberOf(id) { return this.membersOf(id)[0] ?? null; }

  /** Where edges from a group begin: at a node that leads nowhere inside, so that what follows stands behind all. */
  exitOf(id) { return this.outermost(id, "from"); }

  /** Where edges to a group end: at a node that nothing inside leads to. */
  entryOf(id) { return this.outermost(id, "to"); }

  outermost(id, end) {
    const members = this.membersOf(id);
    const inner = new Set(this.edges.filter(({ from, to }) => members.includes(from) && members.includes(to)).map(
      (edge) => edge[end]));
    const free = members.filter((each) => !inner.has(each));
    return free[Math.floor((free.length - 1) / 2)] ?? members[0] ?? null;
  }

  membersOf(id) {
    const own = [...this.nodes.values()].filter(({ group }) => group === id).map((node) => node.id);
    const groups = [...this.groups.values()].filter(({ parent }) => parent === id);
    return [...own, ...groups.flatMap((group) => this.membersOf(group.id))];
  }
}
