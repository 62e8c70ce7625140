// The list of completions in an editor, while one types and by Ctrl+Space.

import { element } from "../view/dom.js";
import { renderMarkdown } from "../view/markdown.js";

/**
 * Completes in a CodeMirror editor. `provide(text, offset)` answers `{ start, end, items, near }` or null.
 * Opens by itself behind the characters that `trigger` matches. Whoever asks for it is offered, where nothing fits what
 * was typed, what is near it.
 */
export function attachCompletion(editor, provide, trigger) {
  const { code, CodeMirror } = editor;
  if (!code) return;
  const about = element("div", { class: "completion-about", hidden: true });
  document.body.append(about);
  code.on("endCompletion", () => { about.hidden = true; });
  const open = () => code.state.completionActive || show(false);
  const show = (isAsked) => {
    const hint = () => hints({ editor, CodeMirror, provide, about, isAsked, open });
    // Of a selection the word is taken that it is in.
    hint.supportsSelection = true;
    code.showHint({
      hint, completeSingle: isAsked, closeCharacters: /[\s()[\]{};>,]/, container: document.body,
      extraKeys: { Tab: (_, handle) => handle.pick(), "Ctrl-Enter": goOn, "Cmd-Enter": goOn },
    });
  };
  /** The list is in the way of what runs; the key still does what it does without the list. */
  const goOn = (_, handle) => {
    handle.close();
    return CodeMirror.Pass;
  };
  editor.keys["Ctrl-Space"] = () => show(true);
  editor.keys["Alt-Space"] = () => show(true);
  code.setOption("extraKeys", editor.keys);
  code.on("change", (_, { origin, text }) => {
    if (origin !== "+input" || !trigger.test(text.at(-1)) || text.length > 1) return;
    // The cursor is where it belongs when the change is done.
    queueMicrotask(open);
  });
}

function hints({ editor, CodeMirror, provide, about, isAsked, open }) {
  const found = provide(editor.text, editor.cursor);
  const items = found?.items.length === 0 && isAsked ? found.near : found?.items ?? [];
  if (items.length === 0 || !isWithin(editor.selection, found)) return null;
  const typed = editor.text.slice(found.start, editor.cursor);
  if (items.length === 1 && items[0].label === typed) return null;
  const list = items.slice(0, 200).map((item) => ({
    text: item.label, item,
    render: (row) => renderItem(row, item),
    hint: () => take(editor, item.insert ?? item.label, found, open),
  }));
  const { code } = editor;
  const result = { list, from: code.posFromIndex(found.start), to: code.posFromIndex(editor.cursor) };
  CodeMirror.on(result, "select", ({ item }, row) => showAbout(about, item, row));
  return result;
}

const isWithin = (one, other) => other.start <= one.start && one.end <= other.end;

/** Puts a completion in. Where it leaves a place to be filled, what fits there is offered at once. */
function take(editor, text, { start, end }, open) {
  editor.insert(text, start, end);
  // The list is closed when the present one is done.
  if (text.includes("|")) queueMicrotask(open);
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
