// The list of examples by area, with a search.

import { byId, element } from "./dom.js";

export function mountExamples(app) {
  const place = byId("examples");
  const input = element("input", { type: "search", placeholder: "Search examples", "aria-label": "Search examples" });
  const list = element("div", { class: "list" });
  const draw = () => {
    const wanted = input.value.toLowerCase();
    const matches = ({ area, title, about, query }) =>
      `${area} ${title} ${about} ${query}`.toLowerCase().includes(wanted);
    const areas = groupByArea(app.examples.filter(matches));
    list.replaceChildren(...[...areas].map(([area, examples]) => element("section", {},
      element("h3", {}, area), element("ul", {}, ...examples.map((example) => row(example, app))))));
    if (areas.size === 0) list.append(element("p", { class: "faint" }, "No example has these words."));
  };
  input.addEventListener("input", draw);
  place.append(element("h2", {}, "Examples"), input, list);
  draw();
}

function groupByArea(examples) {
  const areas = new Map();
  for (const each of examples) areas.set(each.area, [...(areas.get(each.area) ?? []), each]);
  return areas;
}

function row(example, app) {
  const type = /^\s*(?:#[^\n]*\n\s*)*(mutation|subscription)/.exec(example.query)?.[1] ?? "query";
  return element("li", {}, element("button", { type: "button", class: "row", on: { click: () => open(example, app) } },
    element("span", { class: "row-title" }, example.title.replace(/ \((mutation|subscription)\)$/, ""),
      type === "query" ? null : element("span", { class: `type ${type}` }, type)),
    element("span", { class: "row-about" }, example.about)));
}

async function open(example, app) {
  const values = await app.known.fill(example.values);
  const needsUser = /"\$me"/.test(JSON.stringify(example.values)) && !app.session.user;
  app.workspace.open({
    query: `${example.query}\n`, variables: Object.keys(values).length > 0 ? JSON.stringify(values, null, 2) : "",
    about: `${example.about}${needsUser ? " Sign in first, then choose it again." : ""}`,
  });
  app.frame.showPane("request");
  app.request.query.focus();
}
