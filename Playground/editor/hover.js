// Documentation and problems under the pointer, and the jump from a name to its documentation.

import { element } from "../view/dom.js";
import { renderMarkdown } from "../view/markdown.js";

const delay = 250;

/** `about(text, offset)` answers what `describe` does; `jump(target)` follows Ctrl or Cmd with a click, and F1. */
export function attachHover(editor, about, jump) {
  const { code } = editor;
  if (!code) return;
  const card = element("div", { class: "hover-card", role: "tooltip", hidden: true });
  document.body.append(card);
  let timer = null;
  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
  };
  const offsetAt = ({ clientX, clientY }) => {
    const place = code.coordsChar({ left: clientX, top: clientY }, "window");
    return place.outside ? null : code.indexFromPos(place);
  };
  const wrapper = code.getWrapperElement();
  wrapper.addEventListener("mousemove", (event) => {
    hide();
    if (event.buttons === 0) timer = setTimeout(() => show(editor, card, offsetAt(event), event, about), delay);
  });
  wrapper.addEventListener("mouseleave", hide);
  code.on("keydown", hide);
  code.on("mousedown", (_, event) => {
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

function show(editor, card, offset, { clientX, clientY }, about) {
  if (offset === null) return;
  const problems = editor.problems.filter(({ start, end }) => start <= offset && offset <= end);
  const found = about(editor.text, offset);
  if (!found && problems.length === 0) return;
  card.replaceChildren(...problems.map(({ message, severity }) => element("p", { class: `message ${severity}` },
    message)));
  if (found) {
    card.append(element("code", { class: "signature" }, found.signature));
    if (found.deprecation !== null && found.deprecation !== undefined) {
      card.append(element("p", { class: "message info" }, `Deprecated. ${found.deprecation}`));
    }
    if (found.description) card.append(renderMarkdown(found.description));
    if (found.target) card.append(element("p", { class: "faint" }, "Ctrl or ⌘ with a click opens the documentation."));
  }
  card.hidden = false;
  const { width, height } = card.getBoundingClientRect();
  card.style.left = `${Math.max(8, Math.min(clientX, innerWidth - width - 8))}px`;
  card.style.top = `${clientY + 18 + height > innerHeight ? clientY - height - 12 : clientY + 18}px`;
}
