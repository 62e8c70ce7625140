// What else is done with an operation: laid out, filled in, merged, shared, copied.

import { fillSelections } from "../language/building.js";
import { mergeFragments } from "../language/merge.js";
import { prettify } from "../language/printer.js";
import { curlCommand } from "../state/command.js";
import { makeLink } from "../state/workspace.js";
import { endpoint } from "../transport/http.js";
import { announce, byId, copyText } from "./dom.js";
import { makeMenu } from "./menu.js";

/** The buttons beside the operation; `pane` has its editors and what is chosen of them. */
export class OperationTools {
  constructor(app, pane) {
    this.app = app;
    this.pane = pane;
    byId("prettify").addEventListener("click", () => this.layOut());
    byId("share").addEventListener("click", ({ currentTarget }) => this.copyLink(currentTarget));
    // The first and the last have buttons, too, where there is room for them.
    makeMenu(byId("more"), [
      ["Lay out", () => this.layOut(), "Shift Alt F"],
      ["Merge fragments", () => this.merge(), "Shift Alt M"],
      ["Copy the operation", (source) => copyText(pane.query.text, source)],
      ["Copy as a curl command", (source) => this.copyCommand(source)],
      ["Copy a link", (source) => this.copyLink(source)],
    ]);
  }

  copyLink(source) {
    copyText(`${location.origin}${location.pathname}${makeLink(this.app.workspace.active)}`, source);
  }

  layOut() {
    const { query, variables } = this.pane;
    const text = prettify(query.text);
    if (text === null) announce("Mend the mistakes first.");
    else if (text !== query.text) query.replaceAll(text);
    try {
      const values = variables.text.trim() && JSON.stringify(JSON.parse(variables.text), null, 2);
      if (values !== variables.text) variables.replaceAll(values);
    } catch {
      // What is no JSON stays as it is; its problem is shown already.
    }
  }

  /** Writes what no answer can do without, and says so. */
  fill() {
    const { schema } = this.app.source;
    const text = schema && fillSelections(this.pane.query.text, schema);
    if (!text) return;
    this.pane.query.replaceAll(text);
    announce("Fields were added where some must be selected.");
  }

  merge() {
    const { query } = this.pane;
    const text = mergeFragments(query.text, this.app.source.schema);
    if (text === null) announce("There are mistakes in it, or it would become too long.");
    else query.replaceAll(text);
    query.focus();
  }

  copyCommand(source) {
    const { pane, app } = this;
    const headers = pane.readObject("headers");
    if (headers === undefined) return;
    copyText(curlCommand(`${location.origin}${endpoint}`, {
      query: pane.query.text, variables: pane.variables.text, headers, isSignedIn: Boolean(app.session.user),
      operationName: pane.operations.length > 1 ? pane.operation?.name : null,
    }), source);
  }
}
