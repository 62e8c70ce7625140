// Joins a document with the schema: every node learns what it means.
//
// Fields get `parentType` and `definition`, conditions `type`, arguments and object fields `definition`, values
// `expected` (a type reference), directives `definition`. What the schema does not know stays null.

import { nullable } from "./schema.js";

/** Annotates a document in place and calls `visit(node, ancestors)` for each node, parents first. */
export function annotate(document, schema, visit = () => {}) {
  for (const definition of document.definitions) new Walk(schema, visit).definition(definition);
}

class Walk {
  constructor(schema, visit) {
    this.schema = schema;
    this.visit = visit;
    this.ancestors = [];
  }

  enter(node, inside) {
    this.visit(node, this.ancestors);
    this.ancestors.push(node);
    inside();
    this.ancestors.pop();
  }

  definition(node) {
    if (node.kind === "Operation") node.type = this.schema.roots[node.operation];
    if (node.kind === "Fragment") node.type = this.schema.types.get(node.condition?.text) ?? null;
    this.enter(node, () => {
      for (const variable of node.variables ?? []) this.variableDefinition(variable);
      this.directives(node);
      this.selections(node.selectionSet, node.type);
    });
  }

  variableDefinition(node) {
    node.reference = this.schema.reference(node.type);
    this.enter(node, () => {
      this.value(node.value, node.reference);
      this.directives(node);
    });
  }

  selections(set, type) {
    if (!set) return;
    set.type = type ?? null;
    this.enter(set, () => {
      for (const node of set.selections) this.selection(node, set.type);
    });
  }

  selection(node, type) {
    node.parentType = type;
    if (node.kind === "Field") node.definition = this.schema.field(type, node.name?.text);
    if (node.kind === "Inline") node.type = node.condition ? this.schema.types.get(node.condition.text) ?? null : type;
    this.enter(node, () => {
      this.arguments(node);
      this.directives(node);
      const inner = node.kind === "Field" ? this.schema.named(node.definition?.type) : node.type;
      this.selections(node.selectionSet, inner);
    });
  }

  directives(node) {
    for (const directive of node.directives ?? []) {
      directive.definition = this.schema.directives.get(directive.name?.text) ?? null;
      this.enter(directive, () => this.arguments(directive));
    }
  }

  arguments(node) {
    for (const argument of node.arguments ?? []) {
      argument.owner = node.definition;
      argument.definition = node.definition?.args.get(argument.name?.text) ?? null;
      this.enter(argument, () => this.value(argument.value, argument.definition?.type, argument.definition));
    }
  }

  value(node, expected, position = null) {
    if (!node) return;
    node.expected = expected ?? null;
    node.position = position;
    if (node.kind === "Object") node.type = this.schema.named(expected);
    this.enter(node, () => {
      if (node.kind === "List") {
        const list = nullable(expected);
        for (const item of node.values) this.value(item, list?.kind === "LIST" ? list.ofType : list);
      }
      if (node.kind === "Object") this.members(node);
    });
  }

  members(node) {
    for (const member of node.fields) {
      member.owner = node.type;
      member.definition = node.type?.inputFields.get(member.name?.text) ?? null;
      this.enter(member, () => this.value(member.value, member.definition?.type, member.definition));
    }
  }
}
