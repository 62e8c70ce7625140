// Light, dark, or as the system has it.

import { lasting } from "../state/storage.js";
import { byId, icon } from "./dom.js";

const names = ["system", "light", "dark"];

export function mountTheme() {
  const toggle = byId("theme");
  const apply = (theme) => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const label = `Colours: ${theme === "system" ? "as the system" : theme}`;
    toggle.replaceChildren(icon(theme));
    toggle.setAttribute("aria-label", label);
    toggle.title = label;
  };
  let theme = names.includes(lasting.read("theme")) ? lasting.read("theme") : "system";
  apply(theme);
  toggle.addEventListener("click", () => {
    theme = names[(names.indexOf(theme) + 1) % names.length];
    lasting.write("theme", theme);
    apply(theme);
  });
}
