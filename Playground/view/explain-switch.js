// The switch that asks how answers are made: for everybody in development, elsewhere for those who may know.

import { lasting } from "../state/storage.js";
import { byId } from "./dom.js";

/**
 * `isOn()`: whether the next request is to ask; `isNew()`: whether nobody has seen an explanation since it was switched
 * on; `settle()`: that somebody has.
 */
export function mountExplainSwitch({ settings, session }) {
  const toggle = byId("explain");
  let isOn = lasting.read("explain") === true;
  let isNew = false;
  const draw = () => {
    toggle.hidden = !settings.development && !session.user?.roles.includes("ADMIN");
    toggle.setAttribute("aria-pressed", String(isOn));
  };
  toggle.addEventListener("click", () => {
    isOn = !isOn;
    isNew = isOn;
    lasting.write("explain", isOn);
    draw();
  });
  session.addEventListener("change", draw);
  draw();
  return { isOn: () => isOn && !toggle.hidden, isNew: () => isNew, settle: () => { isNew = false; } };
}
