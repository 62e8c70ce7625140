// The list of completions in an editor, while one types and by Ctrl+Space.

import { element } from "../view/dom.js";
import { renderMarkdown } from "../view/markdown.js";

/**
 * Completes in a CodeMirror editor. `provide(text, offset)` answers `{ start, end, items }` or null.
 * Opens by itself behind the characters that `trigger` matches.
 */
export function attachCompletion(editor, provide, trigger) {
  const { code, CodeMirror } = editor;
  if (!code) return;
  const about = element("div", { class: "completion-about", hidden: true });
  document.body.append(about);
  code.on("endCompletion", () => { about.hidden = true; });
  const show = (completeSingle) => code.showHint({
    completeSingle, hint: () => hints(editor, CodeMirror, provide, about), closeCharacters: /[\s()[\]{};>,]/,
    container: document.body, extraKeys: { Tab: (_, handle) => handle.pick() },
  });
  editor.keys["Ctrl-Space"] = () => show(true);
  editor.keys["Alt-Space"] = () => show(true);
  code.setOption("extraKeys", editor.keys);
  code.on("change", (_, { origin, text }) => {
    if (origin !== "+input" || !trigger.test(text.at(-1)) || text.length > 1) return;
    // The cursor is where it belongs when the change is done.
    queueMicrotask(() => code.state.completionActive || show(false));
  });
}

function hints(editor, CodeMirror, provide, about) {
  const found = provide(editor.text, editor.cursor);
  if (!found || found.items.length === 0) return null;
  const typed = editor.text.slice(found.start, editor.cursor);
  if (found.items.length === 1 && found.items[0].label === typed) return null;
  const list = found.items.slice(0, 200).map((item) => ({
    text: item.label, item,
    render: (row) => renderItem(row, item),
    hint: () => editor.insert(item.insert ?? item.label, found.start, found.end),
  }));
  const { code } = editor;
  const result = { list, from: code.posFromIndex(found.start), to: code.posFromIndex(editor.cursor) };
  CodeMirror.on(result, "select", ({ item }, row) => showAbout(about, item, row));
  return result;
}

function renderItem(row, item) {
  row.classList.add("completion", `completion-${item.kind}`);
  row.append(
    element("span", { class: item.deprecated ? "name deprecated" : "name" }, item.label),
    element("span", { class: "detail" }, item.detail ?? ""));
}

/** The documentation of the chosen item stands below the list. */
function showAbout(about, item, row) {
  about.replaceChildren();
  about.hidden = !item.documentation;
  if (!item.documentation) return;
  about.append(renderMarkdown(item.documentation));
  const list = row.parentElement.getBoundingClientRect();
  about.style.left = `${Math.max(8, Math.min(list.left, innerWidth - about.offsetWidth - 8))}px`;
  about.style.top = `${list.bottom + 2}px`;
}
