// The list of examples by area, with a search.

import { isUntouched } from "../state/workspace.js";
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
  recogniseOpen(app);
  refillForOthers(app);
}

/** What was an untouched example before a reload is one again. */
function recogniseOpen({ workspace, examples }) {
  for (const tab of workspace.tabs.filter(({ isFilled }) => isFilled)) {
    tab.values = examples.find(({ query }) => `${query}\n` === tab.query)?.values ?? null;
  }
}

/** Whoever signs in finds ids of their own in the open examples, where nobody has changed them. */
function refillForOthers({ session, workspace, known }) {
  let asker = session.user?.id;
  session.addEventListener("change", () => {
    if (asker === session.user?.id) return;
    asker = session.user?.id;
    for (const tab of workspace.tabs.filter(isUntouched)) refill(tab);
  });
  // What listens shows what it listens to; what was asked for by somebody before comes too late.
  const refill = async (tab) => {
    if (tab.run?.isOpen) return;
    const whose = asker;
    const variables = asText(await known.fill(tab.values));
    if (whose !== asker || tab.run?.isOpen) return;
    if (isUntouched(tab) && variables !== tab.variables) workspace.refill(tab, variables);
  };
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
  const { query, about, values } = example;
  app.workspace.open({ query: `${query}\n`, variables: asText(await app.known.fill(values)), about, values });
  app.frame.showPane("request");
  app.request.query.focus();
}

const asText = (values) => (Object.keys(values).length > 0 ? JSON.stringify(values, null, 2) : "");
