// The Playground: puts its parts together. What each does stands at the top of its file.
//
// language/   GraphQL itself: reading, checking, completing, laying out     transport/  the ways to the server
// editor/     CodeMirror and what stands in for it                          state/      what is remembered, and runs
// view/       what is seen                                                  mermaid/    drawings; examples/ what to try

import { loadCodeMirror } from "./editor/codemirror.js";
import { defineModes } from "./editor/modes.js";
import { examples } from "./examples/all.js";
import { History } from "./state/history.js";
import { KnownIds } from "./state/known.js";
import { SchemaSource } from "./state/schema-source.js";
import { Session } from "./state/session.js";
import { keptTabs, readLink, Workspace } from "./state/workspace.js";
import { mountAccount } from "./view/account.js";
import { mountBuilder } from "./view/builder.js";
import { announce, byId } from "./view/dom.js";
import { mountExamples } from "./view/examples.js";
import { mountExplorer } from "./view/explorer.js";
import { mountFrame } from "./view/frame.js";
import { mountHelp } from "./view/help.js";
import { mountHistory } from "./view/history.js";
import { mountRequest } from "./view/request.js";
import { mountResponse } from "./view/response.js";
import { mountTabs } from "./view/tabs.js";
import { mountTheme } from "./view/theme.js";

/** What the server says of itself and of what is installed beside it. */
async function readSettings() {
  try {
    return await (await fetch("/playground/settings.json")).json();
  } catch {
    return { development: false, editor: false, layout: false };
  }
}

async function start() {
  mountTheme();
  const settings = await readSettings();
  const CodeMirror = settings.editor ? await loadCodeMirror() : null;
  if (CodeMirror) defineModes(CodeMirror);

  const session = new Session();
  const known = new KnownIds(session);
  const app = {
    settings, CodeMirror, session, examples,
    history: new History(), known, source: new SchemaSource(session),
    workspace: new Workspace(keptTabs() ?? [await makeFirstTab(known)]),
  };
  app.frame = mountFrame();
  app.request = mountRequest(app);
  app.explorer = mountExplorer(app);
  mountBuilder(app);
  mountResponse(app);
  mountTabs(app);
  mountExamples(app);
  mountHistory(app);
  mountAccount(app);
  mountHelp(app);
  openLink(app.workspace);
  addEventListener("hashchange", () => openLink(app.workspace));
  app.source.addEventListener("change", () => {
    byId("server").textContent = app.source.fault ? `No schema: ${app.source.fault.message}` : "";
  });
  await app.source.load();
  document.documentElement.dataset.ready = "yes";
}

/** Whoever comes for the first time finds an example. */
async function makeFirstTab(known) {
  const [{ query, values, about }] = examples;
  return { query: `${query}\n`, variables: JSON.stringify(await known.fill(values), null, 2), about };
}

/** Opens what the address holds, and takes it out of the address. */
function openLink(workspace) {
  const content = readLink(location.hash);
  if (!content) return;
  history.replaceState(null, "", location.pathname);
  workspace.open(content);
  announce("Opened the operation of the link.");
}

start();
