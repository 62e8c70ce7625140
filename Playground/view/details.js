// What an answer cost and how long it took.

import { element } from "./dom.js";
import { bytes, time } from "./status.js";

export function drawDetails(place, run, result) {
  place.replaceChildren();
  if (!run) return place.append(element("p", { class: "faint" }, "Nothing has been run in this tab."));
  const { facts } = run;
  if (facts) {
    addTable(place, "Timing", [
      ["Until the first byte", time(facts.firstByte)], ["Until the end", time(facts.milliseconds)],
      ["Size", bytes(facts.size)], ["Parts", facts.parts],
    ]);
  }
  const { explain, ...extensions } = result?.extensions ?? {};
  for (const [name, value] of Object.entries(extensions)) addValue(place, name === "cost" ? "Cost" : name, value);
  if (result?.data?.rateLimit) addValue(place, "Rate limit", result.data.rateLimit);
  if (!extensions.cost && !run.isSubscription) {
    place.append(element("p", { class: "faint" },
      "The answer says no cost: it came from a cache, or points are not limited."));
  }
  if (facts) addTable(place, "Headers", facts.headers);
  return undefined;
}

/** `sqlStatements` as "Sql statements". */
const words = (name) => name[0].toUpperCase()
  + name.slice(1).replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

/** A value of any shape: lists of objects as tables, objects as pairs. */
function addValue(place, title, value) {
  if (Array.isArray(value) && value.every((each) => each && typeof each === "object")) addRows(place, title, value);
  else if (value && typeof value === "object") {
    addTable(place, title, Object.entries(value).map(([name, each]) => [words(name), each]));
  }
  else addTable(place, title, [[title, value]]);
}

function addTable(place, title, pairs) {
  if (pairs.length === 0) return;
  place.append(element("h3", {}, title), element("table", { class: "pairs" },
    element("tbody", {}, ...pairs.map(([name, value]) => element("tr", {}, element("th", { scope: "row" }, name),
      cell(value))))));
}

function addRows(place, title, rows) {
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  place.append(element("h3", {}, title),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
    element("table", {},
      element("thead", {}, element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, words(name))))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...names.map((name) => cell(row[name]))))))));
}

function cell(value) {
  if (value === null || value === undefined) return element("td", {}, "");
  if (typeof value === "object") return element("td", {}, element("code", {}, JSON.stringify(value)));
  if (typeof value === "number") {
    return element("td", { class: "number" }, Number.isInteger(value) ? String(value) : value.toFixed(3));
  }
  const text = String(value);
  const isLong = text.includes("\n") || /^\s*(select|insert|update|delete|with|begin|commit)\b/i.test(text);
  return element("td", {}, isLong ? element("pre", {}, text) : text);
}
