// The schema that the server tells; asked once, and again when the user wants it.

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
      const { data } = await ask(introspectionQuery, null, { token: await this.session.token() });
      this.schema = new Schema(data.__schema);
      this.fault = null;
    } catch (fault) {
      this.fault = fault;
    }
    this.dispatchEvent(new Event("change"));
  }
}
