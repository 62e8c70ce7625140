// The schema to walk through: types, fields and directives, a search over all of them, back and forward.

import { fieldFor, operationFor } from "../language/insertion.js";
import { byId, element, iconButton } from "./dom.js";
import { drawDirective, drawField, drawOverview, drawType } from "./schema-pages.js";

const resultLimit = 80;

/** `open(target)`: a target is `{ type, field }`, `{ directive }`, or `{}` for the overview. */
export function mountExplorer(app) {
  return new Explorer(app);
}

class Explorer {
  constructor(app) {
    this.app = app;
    this.past = [];
    this.future = [];
    this.target = {};
    this.back = iconButton("back", "Back", () => this.step(this.past, this.future));
    this.forward = iconButton("forward", "Forward", () => this.step(this.future, this.past));
    this.input = element("input", { type: "search", placeholder: "Search types and fields",
      "aria-label": "Search the schema" });
    this.page = element("div", { class: "list page", tabindex: "-1" });
    this.input.addEventListener("input", () => this.draw());
    for (const place of [this.input, this.page]) place.addEventListener("keydown", (event) => this.walk(event));
    byId("schema").append(
      element("div", { class: "side-head" }, element("h2", {}, "Schema"), this.back, this.forward,
        iconButton("refresh", "Ask the server again", () => app.source.load()),
        element("a", { href: "/schema.graphql", target: "_blank", class: "small-link" }, "SDL")),
      this.input, this.page);
    app.source.addEventListener("change", () => this.draw());
    this.draw();
  }

  open(target) {
    this.past.push(this.target);
    this.future = [];
    this.target = target;
    this.input.value = "";
    this.draw();
    this.keepFocus();
    this.page.scrollTop = 0;
    this.page.querySelector(".chosen")?.scrollIntoView({ block: "center" });
  }

  step(from, to) {
    if (from.length === 0) return;
    to.push(this.target);
    this.target = from.pop();
    this.input.value = "";
    this.draw();
    this.keepFocus();
  }

  /** Looks for names, as if somebody had typed them here. */
  find(words) {
    this.input.value = words;
    this.draw();
    this.input.focus();
  }

  /** Whoever chose what is gone by now goes on at the page; who is in the editor stays there. */
  keepFocus() {
    const { activeElement: focused } = document;
    if (focused !== this.input && focused !== document.body && !focused.disabled && focused.checkVisibility()) return;
    this.page.focus({ preventScroll: true });
  }

  /** Enter in the search opens what was found first; the arrows go along what was found, and back to the search. */
  walk(event) {
    const rows = [...this.page.querySelectorAll(".row")];
    const index = rows.indexOf(event.target);
    const isSearch = event.target === this.input;
    if (event.isComposing || rows.length === 0 || (index < 0 && !isSearch)) return;
    const stops = [this.input, ...rows];
    if (event.key === "Enter" && isSearch) rows[0].click();
    else if (event.key === "ArrowDown") stops[Math.min(index + 2, rows.length)].focus();
    else if (event.key === "ArrowUp" && !isSearch) stops[index].focus();
    else return;
    event.preventDefault();
  }

  draw() {
    this.back.disabled = this.past.length === 0;
    this.forward.disabled = this.future.length === 0;
    const { schema, fault } = this.app.source;
    if (!schema) {
      const words = fault ? `The schema cannot be had: ${fault.message}` : "Loading…";
      this.page.replaceChildren(element("p", { class: "faint" }, words));
      return;
    }
    const words = this.input.value.trim();
    this.page.replaceChildren(...(words ? this.drawSearch(schema, words) : this.drawTarget(schema)));
  }

  drawTarget(schema) {
    const { type: typeName, field: fieldName, directive } = this.target;
    const context = { schema, open: (target) => this.open(target), insert: (type, field) => this.insert(type, field) };
    if (directive) return drawDirective(schema.directives.get(directive), context);
    const type = schema.types.get(typeName);
    if (!type) return drawOverview(context);
    const field = schema.field(type, fieldName);
    return field ? drawField(type, field, context) : drawType(type, fieldName, context);
  }

  drawSearch(schema, words) {
    const found = search(schema, words.toLowerCase());
    if (found.length === 0) return [element("p", { class: "faint" }, "Nothing has this name.")];
    return [element("ul", {}, ...found.slice(0, resultLimit).map(({ label, about, target }) => element("li", {},
      element("button", { type: "button", class: "row", on: { click: () => this.open(target) } },
        element("span", { class: "row-title mono" }, label), element("span", { class: "row-about" }, about ?? "")))))];
  }

  /** A root field becomes an operation of its own, any other field goes to the cursor. */
  insert(type, field) {
    const { schema } = this.app.source;
    const { workspace, request, frame } = this.app;
    const kind = Object.keys(schema.roots).find((each) => schema.roots[each] === type);
    frame.showPane("request");
    if (kind) {
      workspace.open(operationFor(schema, kind, field));
      request.query.focus();
      return;
    }
    request.query.insert(fieldFor(schema, field));
    request.query.focus();
  }
}

/**
 * Names that begin with the words come first, then those that contain them. Of members with one name those of the roots
 * come first, those of payloads last.
 */
function search(schema, words) {
  const found = [];
  const roots = Object.values(schema.roots).map((type) => type?.name);
  const weight = ({ type, field }) => {
    if (!field) return 0;
    return roots.includes(type) ? 0.5 : type.endsWith("Payload") ? 1.5 : 1;
  };
  const add = (name, label, about, target) => {
    const place = name.toLowerCase().indexOf(words.split(".").at(-1));
    if (place >= 0 && label.toLowerCase().includes(words)) {
      const isWhole = name.length === words.split(".").at(-1).length;
      found.push({ label, about, target, rank: (isWhole ? 0 : place > 0 ? 4 : 2) + weight(target) });
    }
  };
  for (const type of schema.types.values()) {
    if (type.name.startsWith("__")) continue;
    add(type.name, type.name, type.description, { type: type.name });
    for (const member of [...type.fields.values(), ...type.inputFields.values(), ...type.enumValues.values()]) {
      add(member.name, `${type.name}.${member.name}`, member.description, { type: type.name, field: member.name });
    }
  }
  for (const { name, description } of schema.directives.values()) {
    add(name, `@${name}`, description, { directive: name });
  }
  return found.sort((one, other) => one.rank - other.rank);
}

