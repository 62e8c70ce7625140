// Makes elements. Text only ever becomes text: nothing in this page parses HTML.

/**
 * An element with attributes and children. `class`, `on: { click }`, `hidden` and other properties that are Boolean are
 * understood; children are elements, strings, or null for nothing.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const svgNamespace = "http://www.w3.org/2000/svg";

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgNamespace, name);
  set(made, attributes);
  made.append(...children.flat().filter(Boolean));
  return made;
}

function set(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
}

/** One of the drawings in index.html. */
export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#icon-${name}` }));
}

/** A button with a drawing, named for screen readers and in its tip. */
export function iconButton(name, label, listener, extra = {}) {
  return element("button", {
    type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: listener }, ...extra,
  }, icon(name));
}

/** A button with words. */
export function button(label, listener, extra = {}) {
  return element("button", { type: "button", on: { click: listener }, ...extra }, label);
}

export const byId = (id) => document.getElementById(id);

/** Puts text on the clipboard; the button tells for a moment that it did. */
export async function copyText(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    announce("Copied.");
    source?.classList.add("done");
    setTimeout(() => source?.classList.remove("done"), 1200);
  } catch {
    announce("The browser does not let the page copy.");
  }
}

/** Says something to everybody: for a moment on the page, and to screen readers. */
export function announce(text) {
  const place = byId("announcement");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => place.classList.remove("shown"), 2600);
}
