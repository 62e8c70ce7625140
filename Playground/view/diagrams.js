// The diagrams of an answer, drawn.

import { drawMermaid, isMermaid } from "../mermaid/mermaid.js";
import { copyText, element, iconButton } from "./dom.js";

const diagramLimit = 40;

/** The Mermaid sources in an answer: `{ title, source }`, each once. */
export function diagramsIn(result) {
  const found = new Map();
  const visit = (value, title, depth) => {
    if (found.size >= diagramLimit || depth > 30) return;
    if (typeof value === "string") {
      if (isMermaid(value) && !found.has(value)) found.set(value, title);
    } else if (value && typeof value === "object") {
      const inner = typeof value.title === "string" ? value.title : title;
      for (const each of Object.values(value)) visit(each, inner, depth + 1);
    }
  };
  visit(result?.data, "Diagram", 0);
  return [...found].map(([source, title]) => ({ source, title }));
}

export class DiagramsPanel {
  /** @param canLayOut whether the server offers the script that lays graphs out */
  constructor(place, canLayOut) {
    this.place = place;
    this.canLayOut = canLayOut;
    this.drawn = "";
  }

  draw(diagrams) {
    const key = JSON.stringify(diagrams);
    if (key === this.drawn) return;
    this.drawn = key;
    this.place.replaceChildren(...diagrams.map((each) => this.figure(each)));
  }

  figure({ title, source }) {
    const canvas = element("div", { class: "canvas", tabindex: "0", role: "group", "aria-label": title });
    const text = element("pre", { class: "source", hidden: true }, source);
    const toggle = element("button", {
      type: "button", class: "small", "aria-pressed": "false",
      on: { click: () => {
        text.hidden = !text.hidden;
        toggle.setAttribute("aria-pressed", String(!text.hidden));
      } },
    }, "Source");
    drawMermaid(source, this.canLayOut).then(
      (drawing) => canvas.append(drawing),
      (fault) => {
        canvas.append(element("p", { class: "faint" }, `Not drawn: ${fault.message}`));
        text.hidden = false;
        toggle.setAttribute("aria-pressed", "true");
      });
    return element("figure", {},
      element("figcaption", {}, element("strong", {}, title), element("span", { class: "space" }), toggle,
        iconButton("copy", "Copy the source", ({ currentTarget }) => copyText(source, currentTarget))),
      canvas, text);
  }
}
