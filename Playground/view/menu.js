// A menu under a button, after the ARIA pattern: arrows walk, Escape closes, a choice closes and returns the focus.

import { element } from "./dom.js";

/** Makes a button open a menu of `[label, listener, hint]`; a listener gets the button. */
export function makeMenu(opener, items) {
  const menu = element("div", { class: "menu", role: "menu", "aria-label": opener.getAttribute("aria-label"),
    hidden: true }, ...items.map(([label, listener, hint]) => element("button", {
    type: "button", role: "menuitem", tabindex: "-1",
    on: { click: () => {
      close();
      listener(opener);
    } },
  }, label, hint ? element("kbd", {}, hint) : null)));
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");
  opener.after(menu);
  const rows = [...menu.children];

  function open() {
    menu.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    const { right, bottom } = opener.getBoundingClientRect();
    menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`;
    menu.style.top = `${bottom + 4}px`;
    rows[0].focus();
  }

  function close() {
    if (menu.hidden) return;
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }

  opener.addEventListener("click", () => (menu.hidden ? open() : close()));
  menu.addEventListener("keydown", (event) => {
    const index = rows.indexOf(document.activeElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1 + rows.length, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined) rows[next % rows.length].focus();
    else if (["Escape", "Tab"].includes(event.key)) close();
    else return;
    event.preventDefault();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (menu.hidden || menu.contains(relatedTarget) || relatedTarget === opener) return;
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  });
}
