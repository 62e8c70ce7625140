// What a wrong name may have meant, as buttons that put it there.

import { button } from "../view/dom.js";

/** The buttons of one of an editor's problems. They do nothing any more once the text has changed. */
export function fixButtons(editor, { start, end, fixes = [] }, done = () => {}) {
  const { text } = editor;
  return fixes.map((fix) => button(`Use ${fix}`, () => {
    if (editor.text !== text) return;
    editor.insert(fix, start, end);
    editor.focus();
    done();
  }, { class: "small fix" }));
}
