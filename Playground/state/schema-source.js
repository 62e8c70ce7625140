// The schema that the server tells; asked once, and again when the user wants it.

import { appliedDirectives } from "../language/applied.js";
import { introspectionQuery, Schema } from "../language/schema.js";
import { ask } from "../transport/http.js";

/** Says "change" when the schema was loaded, or could not be. */
export class SchemaSource extends EventTarget {
  constructor(session) {
    super();
    this.session = session;
    this.schema = null;
    this.fault = null;
  }

  async load() {
    try {
      const token = await this.session.token();
      const [{ data }, applied] = await Promise.all([ask(introspectionQuery, null, { token }), readApplied()]);
      this.schema = new Schema(data.__schema, applied);
      this.fault = null;
    } catch (fault) {
      this.fault = fault;
    }
    this.dispatchEvent(new Event("change"));
  }
}

/** What the fields carry; nothing where the server does not offer its SDL. */
async function readApplied() {
  try {
    const response = await fetch("/schema.graphql");
    return response.ok ? appliedDirectives(await response.text()) : new Map();
  } catch {
    return new Map();
  }
}
