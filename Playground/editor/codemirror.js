// Loads CodeMirror 5 from where the server offers the copy that Debian installs; without it text areas do.

const base = "/playground/codemirror/";
const styles = ["lib/codemirror.css", "addon/hint/show-hint.css", "addon/fold/foldgutter.css"];
const core = "lib/codemirror.js";
const addons = [
  "addon/hint/show-hint.js", "addon/fold/foldcode.js", "addon/fold/foldgutter.js", "addon/fold/brace-fold.js",
  "addon/edit/matchbrackets.js", "addon/edit/closebrackets.js", "addon/comment/comment.js",
  "addon/search/searchcursor.js", "addon/display/placeholder.js",
];

/** The editor's constructor, or null where it cannot be had. */
export async function loadCodeMirror() {
  try {
    for (const name of styles) addStyle(base + name);
    await loadScript(base + core);
    await Promise.all(addons.map((name) => loadScript(base + name)));
    return globalThis.CodeMirror;
  } catch {
    return null;
  }
}

function addStyle(address) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  // Before our own, which has the last word.
  document.head.querySelector("link[rel=stylesheet]").before(link);
}

/** Runs a plain script of this server. */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address, async: false });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${address} cannot be loaded`)));
    document.head.append(script);
  });
}
