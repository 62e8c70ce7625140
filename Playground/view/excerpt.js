// What of an answer is put into the editor: all of it, unless it is so large that the page would stand still.

const lineLimit = 20_000;
const textLimit = 2_000_000;

/** An answer as text: `{ text, isWhole }`. Long strings and what is behind two million characters are cut off. */
export function excerptOf(value) {
  const whole = JSON.stringify(value, null, 2);
  const text = hasLongLine(whole) ? JSON.stringify(value, shorten, 2) : whole;
  if (text.length <= textLimit) return { text, isWhole: text === whole };
  return { text: `${text.slice(0, text.lastIndexOf("\n", textLimit))}\n…`, isWhole: false };
}

function hasLongLine(text) {
  let start = 0;
  while (text.length - start > lineLimit) {
    const end = text.lastIndexOf("\n", start + lineLimit);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
}

const shorten = (_, value) => (typeof value === "string" && value.length > lineLimit / 2
  ? `${value.slice(0, lineLimit / 4)}… (${value.length} characters)` : value);
