// How an answer was made: stages, fields, loaders and statements on one axis of time, and what each field costs.
//
// Drawn from `extensions.explain`; whatever of it is missing is left out.

import { dedent, piecesOf } from "../language/sql.js";
import { copyText, element, iconButton } from "./dom.js";
import { time } from "./status.js";

const rowLimit = 500;
const openStatements = 3;

/** The explanation in an answer; null where there is none. */
export const explanationOf = (result) => {
  const explain = result?.extensions?.explain;
  return explain && typeof explain === "object" ? explain : null;
};

/** Draws it. `open(target)` shows a coordinate in the schema, `show(path)` a field in the query. */
export function drawExplanation(place, explain, { open, show }) {
  const { stages = [], fields = [], loaders = [], statements = [], cost, omitted } = explain;
  const scale = new Scale([...stages, ...fields, ...loaders, ...statements],
    sum(stages, ({ milliseconds }) => milliseconds));
  place.replaceChildren(
    element("div", { class: "explain-head" }, summary(explain, scale), element("span", { class: "space" }),
      iconButton("copy", "Copy the explanation as JSON",
        ({ currentTarget }) => copyText(JSON.stringify(explain, null, 2), currentTarget))),
    ...section("Stages", stages, drawStages),
    ...section("Fields", fields, () => drawFields(fields, scale, open, show)),
    ...section("Loaders", loaders, () => drawLoaders(loaders, scale)),
    ...section("SQL statements", statements, () => drawStatements(statements, scale)),
    omitted ? element("p", { class: "faint" }, `The server left out ${omitted} more.`) : "",
    ...section("Cost by coordinate", Object.entries(cost?.byCoordinate ?? {}), (pairs) => drawCost(pairs, open)));
}

const section = (title, rows, draw) => (rows.length > 0 ? [element("h3", {}, title), draw(rows)] : []);
const sum = (rows, value) => rows.reduce((total, row) => total + (Number(value(row)) || 0), 0);
const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

/** The time is that of the whole axis: between the stages there is some, too. */
function summary({ stages = [], loaders = [], statements = [], cost }, scale) {
  const asked = sum(loaders, (each) => each.asked);
  const saved = asked - sum(loaders, (each) => each.distinct);
  const words = [stages.length > 0 && exact(scale.end),
    count(statements.length, "statement"),
    loaders.length > 0 && count(loaders.length, "loader"), saved > 0 && `${saved} of ${asked} keys saved`,
    cost?.points !== undefined && count(cost.points, "point")];
  return element("p", {}, words.filter(Boolean).join(" · "));
}

/** A short time in microseconds, for most stages take no longer. */
const exact = (milliseconds) => (milliseconds < 1 ? `${Math.round(1000 * milliseconds)} µs` : time(milliseconds));

// MARK: Time

/** One axis for everything that has a start. */
class Scale {
  /** Stages that do not say when they began follow one another, and take at least this long. */
  constructor(rows, shortest) {
    this.end = Math.max(0.01, shortest, ...rows.slice(0, 5 * rowLimit).map(
      ({ startMilliseconds, milliseconds }) => (startMilliseconds ?? 0) + (milliseconds ?? 0)));
  }

  bar({ startMilliseconds = 0, milliseconds = 0 }, kind) {
    const bar = element("span", { class: `bar ${kind}` });
    bar.style.marginLeft = `${Math.min(99, 100 * startMilliseconds / this.end)}%`;
    bar.style.width = `${Math.max(0.6, Math.min(100, 100 * milliseconds / this.end))}%`;
    const [from, to] = [startMilliseconds, startMilliseconds + milliseconds].map(exact);
    const words = `from ${from} to ${to} of ${exact(this.end)}`;
    return element("td", { class: "axis", title: words }, element("span", { class: "track" }, bar));
  }
}

/** The stages one after another, as wide as they are long, and what passed between them. */
function drawStages(stages) {
  const parts = withGaps(stages);
  const between = sum(parts.filter(({ name }) => name === "gap"), ({ milliseconds }) => milliseconds);
  const line = element("div", { class: "stages", "aria-hidden": "true" }, ...parts.map(({ name, milliseconds }) => {
    const part = element("span", { class: `stage stage-${name}`, title: `${name}: ${exact(milliseconds ?? 0)}` });
    // Whatever grows by less than one together would not fill the line.
    part.style.flexGrow = String(Math.max(1, 1000 * (milliseconds ?? 0)));
    return part;
  }));
  return element("div", {}, line, element("ul", { class: "stage-names" }, ...stages.map(
    ({ name, milliseconds, cached }) => element("li", {}, element("span", { class: `dot stage-${name}` }), name,
      element("span", { class: "faint" }, exact(milliseconds ?? 0)),
      cached ? element("span", { class: "badge" }, "cached") : null)),
  between > 0 ? element("li", { class: "faint" }, element("span", { class: "dot stage-gap" }), "between them",
    element("span", {}, exact(between))) : null));
}

function withGaps(stages) {
  let end = 0;
  return stages.flatMap((stage) => {
    const start = stage.startMilliseconds ?? end;
    const gap = { name: "gap", milliseconds: start - end };
    end = Math.max(end, start + (stage.milliseconds ?? 0));
    return gap.milliseconds > 0 ? [gap, stage] : [stage];
  });
}

// MARK: Tables

function table(label, names, rows) {
  const kept = rows.slice(0, rowLimit);
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    element("table", { class: "explain-table" },
      element("thead", {}, element("tr", {}, ...names.map(({ name, className }) =>
        element("th", { scope: "col", class: className }, name)))),
      element("tbody", {}, ...kept)),
    rows.length > rowLimit ? element("p", { class: "faint" }, `And ${rows.length - rowLimit} more.`) : null);
}

const number = (value) => element("td", { class: "number" }, value ?? "");
const column = (name, className = null) => ({ name, className });
const link = (text, listener) => element("button", { type: "button", class: "link", on: { click: listener } }, text);

function drawFields(fields, scale, open, show) {
  return table("Fields", [
    column("Field"), column("Parents", "number"), column("Time", "number"), column("When", "axis")],
    inOrderOfTree(fields).map((field) => {
      const path = String(field.path).split(".");
      const name = element("td", { class: "path" }, link(path.at(-1), () => show(path)), " ",
        element("span", { class: "coordinate" }, coordinateLink(field.coordinate, open)));
      name.style.setProperty("--level", path.length - 1);
      return element("tr", {}, name, number(field.parents), number(exact(field.milliseconds ?? 0)),
        scale.bar(field, "field"));
    }));
}

/** Each field behind the one that it is below of, else in the order of the answer. */
function inOrderOfTree(fields) {
  const below = new Map();
  const known = new Set(fields.map(({ path }) => String(path)));
  for (const field of fields) {
    let parent = String(field.path);
    do parent = parent.includes(".") ? parent.slice(0, parent.lastIndexOf(".")) : "";
    while (parent && !known.has(parent));
    below.set(parent, [...(below.get(parent) ?? []), field]);
  }
  const ordered = [];
  const visit = (path) => {
    const here = below.get(path) ?? [];
    below.delete(path);
    for (const field of here) {
      ordered.push(field);
      visit(String(field.path));
    }
  };
  visit("");
  return ordered;
}

function coordinateLink(coordinate, open) {
  const [type, field] = String(coordinate ?? "").split(".");
  return field ? link(coordinate, () => open({ type, field })) : String(coordinate ?? "");
}

function drawLoaders(loaders, scale) {
  return table("Loaders", [column("Type"), column("Asked", "number"), column("Distinct", "number"),
    column("Time", "number"), column("When", "axis")], loaders.map((loader) => element("tr", {},
    element("td", { class: "mono" }, loader.type), number(loader.asked), number(loader.distinct),
    number(exact(loader.milliseconds ?? 0)), scale.bar(loader, "loader"))));
}

function drawStatements(statements, scale) {
  const rows = statements.flatMap((statement, index) => {
    const sql = dedent(String(statement.sql ?? ""));
    const text = element("tr", { class: "sql", hidden: statements.length > openStatements || !sql },
      element("td", { colspan: "4" }, element("div", { class: "sql-text" }, element("pre", {}, ...coloured(sql)),
        iconButton("copy", "Copy the statement", ({ currentTarget }) => copyText(sql, currentTarget)))));
    const turn = element("button", { type: "button", class: "link", "aria-expanded": String(!text.hidden),
      on: { click: () => {
        text.hidden = !text.hidden;
        turn.setAttribute("aria-expanded", String(!text.hidden));
      } } }, statement.name || `Statement ${index + 1}`);
    const where = statement.error ? element("span", { class: "where bad" }, `error ${statement.error}`)
      : element("span", { class: "where" }, statement.on ?? "");
    return [element("tr", {}, element("td", { class: "mono" }, turn, where),
      number(statement.rows), number(exact(statement.milliseconds ?? 0)), scale.bar(statement, "statement")), text];
  });
  return table("SQL statements", [column("Statement"), column("Rows", "number"), column("Time", "number"),
    column("When", "axis")], rows);
}

const classes = { keyword: "cm-keyword", string: "cm-string", number: "cm-number", variable: "cm-variable",
  comment: "cm-comment" };

const coloured = (sql) => piecesOf(sql).map(
  ({ kind, text }) => (classes[kind] ? element("span", { class: classes[kind] }, text) : text));

function drawCost(pairs, open) {
  const sorted = pairs.sort(([, one], [, other]) => other - one);
  const most = Math.max(1, ...sorted.map(([, points]) => points));
  return table("Cost by coordinate", [column("Coordinate"), column("Points", "number"), column("Share", "axis")],
    sorted.map(([coordinate, points]) => {
      const bar = element("span", { class: "bar points" });
      bar.style.width = `${100 * points / most}%`;
      return element("tr", {}, element("td", { class: "mono" }, coordinateLink(coordinate, open)), number(points),
        element("td", { class: "axis" }, element("span", { class: "track" }, bar)));
    }));
}
