// Documentation and problems under the pointer, and the jump from a name to its documentation.

import { button, element } from "../view/dom.js";
import { renderMarkdown } from "../view/markdown.js";
import { fixButtons } from "./fixes.js";

const delay = 250;

/** `about(text, offset)` answers what `describe` does; `jump(target)` follows Ctrl or Cmd with a click, and F1. */
export function attachHover(editor, about, jump) {
  const { code } = editor;
  if (!code) return;
  const card = element("div", { class: "hover-card", role: "tooltip", hidden: true });
  document.body.append(card);
  const hide = () => { card.hidden = true; };
  const open = (target) => {
    hide();
    jump(target);
  };
  let timer = null;
  const later = (work) => {
    clearTimeout(timer);
    timer = setTimeout(work, delay);
  };
  const offsetAt = ({ clientX, clientY }) => {
    const place = code.coordsChar({ left: clientX, top: clientY }, "window");
    return place.outside ? null : code.indexFromPos(place);
  };
  const wrapper = code.getWrapperElement();
  wrapper.addEventListener("mousemove", (event) => {
    if (event.buttons === 0) later(() => show(editor, card, offsetAt(event), about, open));
  });
  // Whoever goes to the card may read it, and follow its link.
  wrapper.addEventListener("mouseleave", () => later(hide));
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", () => later(hide));
  code.on("keydown", () => {
    clearTimeout(timer);
    hide();
  });
  code.on("scroll", hide);
  code.on("mousedown", (_, event) => {
    clearTimeout(timer);
    hide();
    if (!(event.ctrlKey || event.metaKey)) return;
    const found = about(editor.text, offsetAt(event) ?? -1);
    if (!found?.target) return;
    event.preventDefault();
    jump(found.target);
  });
  editor.keys.F1 = () => {
    const found = about(editor.text, editor.cursor);
    if (found?.target) jump(found.target);
  };
}

/** Shows the card under the name, or above it where there is no room; hides it where there is nothing to say. */
function show(editor, card, offset, about, open) {
  const problems = offset === null ? [] : editor.problems.filter(({ start, end }) => start <= offset && offset <= end);
  const found = offset === null ? null : about(editor.text, offset);
  card.hidden = !found && problems.length === 0;
  if (card.hidden) return;
  const hide = () => { card.hidden = true; };
  card.replaceChildren(...problems.flatMap((problem) => [
    element("p", { class: `message ${problem.severity}` }, problem.message),
    problem.fixes?.length > 0 ? element("p", { class: "fixes" }, ...fixButtons(editor, problem, hide)) : "",
  ]));
  if (found) {
    card.append(element("code", { class: "signature" }, found.signature));
    if (found.deprecation !== null && found.deprecation !== undefined) {
      card.append(element("p", { class: "message info" }, `Deprecated. ${found.deprecation}`));
    }
    if (found.description) card.append(renderMarkdown(found.description));
    if (found.target) {
      card.append(element("p", {}, button("Documentation", () => open(found.target), { class: "link" }), " ",
        element("span", { class: "faint" }, "F1, or Ctrl or ⌘ with a click")));
    }
  }
  const { left, top, bottom } = editor.code.charCoords(
    editor.code.posFromIndex(found?.start ?? problems[0].start), "window");
  const { width, height } = card.getBoundingClientRect();
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  card.style.top = `${bottom + 2 + height > innerHeight ? Math.max(8, top - height - 2) : bottom + 2}px`;
}
