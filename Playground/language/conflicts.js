// Fields that claim the same place of an answer but cannot share it (specification, section 5.3.2).

import { valueText } from "./printer.js";
import { fragmentsOf } from "./references.js";
import { isComposite } from "./schema.js";

const fieldLimit = 20_000;
const depthLimit = 60;

/** Reports the later of two fields that conflict. Of documents beyond all measure only the beginning is looked at. */
export function checkConflicts(document, schema, report) {
  const checker = new Checker(schema, fragmentsOf(document), report);
  for (const { kind, selectionSet } of document.definitions) {
    if (kind === "Operation" && selectionSet) checker.check([selectionSet], true, 0);
  }
}

class Checker {
  constructor(schema, fragments, report) {
    Object.assign(this, { schema, fragments, report, reported: new Set(), count: 0 });
  }

  /** Checks what selection sets become together; `hasCommonParent` where one object can answer all of them. */
  check(sets, hasCommonParent, depth) {
    // A fragment that contains itself is told elsewhere.
    if (depth > depthLimit) return;
    const groups = new Map();
    for (const set of sets) this.collect(set, groups, new Set());
    for (const [key, fields] of groups) {
      if (fields.length < 2 && !fields[0].selectionSet) continue;
      if (this.count > fieldLimit) return;
      this.checkShapes(key, fields);
      for (const group of hasCommonParent ? byParent(fields) : []) {
        this.checkSame(key, group);
        this.check(setsOf(group), true, depth + 1);
      }
      if (!hasCommonParent || byParent(fields).length > 1) this.check(setsOf(fields), false, depth + 1);
    }
  }

  collect(set, groups, spread) {
    for (const node of set.selections) {
      this.count += 1;
      if (this.count > fieldLimit) return;
      if (node.kind === "Field") {
        const key = (node.alias ?? node.name)?.text;
        if (key && node.definition) groups.set(key, [...(groups.get(key) ?? []), node]);
        continue;
      }
      const inner = node.kind === "Inline" ? node : this.fragments.get(node.name?.text);
      if (!inner?.selectionSet || spread.has(inner)) continue;
      spread.add(inner);
      this.collect(inner.selectionSet, groups, spread);
    }
  }

  /** Whatever the object is, the answer has one shape at a place. */
  checkShapes(key, [first, ...others]) {
    for (const other of others) {
      if (!this.haveOneShape(first.definition.type, other.definition.type)) {
        this.tell(other, `"${key}" has another type here than above; give one of them another alias.`);
      }
    }
  }

  haveOneShape(one, other) {
    if (one.kind === "NON_NULL" || other.kind === "NON_NULL" || one.kind === "LIST" || other.kind === "LIST") {
      return one.kind === other.kind && this.haveOneShape(one.ofType, other.ofType);
    }
    const [type, otherType] = [one, other].map((each) => this.schema.named(each));
    return one.name === other.name || (isComposite(type) && isComposite(otherType));
  }

  /** Of one object a place is one field with the same arguments. */
  checkSame(key, [first, ...others]) {
    for (const other of others) {
      if (first.name.text !== other.name.text) {
        this.tell(other, `"${key}" is "${first.name.text}" above; give one of them another alias.`);
      } else if (argumentsOf(first) !== argumentsOf(other)) {
        this.tell(other, `"${key}" has other arguments above; give one of them another alias.`);
      }
    }
  }

  tell(node, message) {
    if (this.reported.has(node)) return;
    this.reported.add(node);
    this.report(node.alias ?? node.name, message);
  }
}

/** Fields that one object can have: those of each object type, each time with those of interfaces and unions. */
function byParent(fields) {
  const objects = fields.map(({ parentType }) => parentType).filter(({ kind }) => kind === "OBJECT");
  const names = new Set(objects.map(({ name }) => name));
  if (names.size < 2) return [fields];
  return [...names].map((name) => fields.filter(
    ({ parentType }) => parentType.kind !== "OBJECT" || parentType.name === name));
}

const setsOf = (fields) => fields.map(({ selectionSet }) => selectionSet).filter(Boolean);
const argumentsOf = (node) => node.arguments.filter(({ name, value }) => name && value).map(
  ({ name, value }) => `${name.text}: ${valueText(value)}`).sort().join(", ");
