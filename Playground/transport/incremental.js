// Puts the payloads of a result with @defer and @stream together, in both shapes that are alive.

export class IncrementalResult {
  constructor() {
    this.result = {};
    this.pending = new Map();
  }

  /** Takes the next payload in; answers the result so far. */
  add({ data, errors, extensions, pending = [], incremental = [], completed = [] }) {
    if (data !== undefined) this.result.data = data;
    this.addErrors(errors);
    if (extensions) this.result.extensions = { ...this.result.extensions, ...extensions };
    for (const { id, path } of pending) this.pending.set(id, path);
    for (const part of incremental) this.put(part);
    for (const each of completed) {
      this.addErrors(each.errors);
      this.pending.delete(each.id);
    }
    return this.result;
  }

  addErrors(errors) {
    if (errors?.length) this.result.errors = [...(this.result.errors ?? []), ...errors];
  }

  put(part) {
    this.addErrors(part.errors);
    const base = part.id === undefined ? part.path : [...(this.pending.get(part.id) ?? []), ...(part.subPath ?? [])];
    // The older shape names the place of the first item, the newer one the list.
    const path = part.items && part.id === undefined ? base.slice(0, -1) : base;
    const target = path.reduce((value, key) => value?.[key], this.result.data);
    if (!target) return;
    if (part.items) target.push(...part.items);
    else if (part.data) assign(target, part.data);
  }
}

function assign(target, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const isObject = (each) => each !== null && typeof each === "object" && !Array.isArray(each);
    if (isObject(value) && isObject(target[name])) assign(target[name], value);
    else target[name] = value;
  }
}
