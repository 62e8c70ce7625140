// The Playground: writes GraphQL operations, sends them, and shows what comes back.
//
// Queries and mutations go by fetch, subscriptions by WebSocket (graphql-transport-ws). Nothing is loaded from
// elsewhere, and nothing but the draft of the operation is kept in the browser; tokens live as long as the page.

import { examples } from "/playground/examples.js";

const endpoint = "/graphql";
const demoAccounts = ["learner", "learner2", "creator", "instructor", "admin"];
const demoPassword = "atlas-demo-password";
const resultLimit = 200;

const element = (id) => document.getElementById(id);
const query = element("query");
const variables = element("variables");
const token = element("token");
const results = element("results");

/** Ids that the examples use: of what is there, and of whoever is signed in. */
const known = { me: null, diagram: "diagram_1", lab: "lab_1", group: "group_1" };

/** What is running: `{ stop() }`, or null. */
let running = null;

// MARK: Examples

function listExamples() {
  const groups = new Map();
  examples.forEach((example, index) => {
    if (!groups.has(example.area)) {
      const group = document.createElement("optgroup");
      group.label = example.area;
      groups.set(example.area, group);
      element("examples").append(group);
    }
    groups.get(example.area).append(new Option(example.title, String(index)));
  });
  element("examples").selectedIndex = -1;
}

const needsViewer = (example) => JSON.stringify(example.values).includes('"$me"');

function showExample(example) {
  const fill = (_, value) =>
    typeof value === "string" && value[0] === "$" && value.slice(1) in known ? known[value.slice(1)] : value;
  query.value = example.text;
  variables.value = JSON.stringify(example.values, fill, 2);
  say(needsViewer(example) && !known.me ? "Sign in first: this example needs your id." : "Ready.");
}

// MARK: The operation to send

/** The operations of a document: type, name and place. Braces in strings and comments do not count. */
function findOperations(text) {
  const pattern = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|[(){}]|[A-Za-z_]\w*/g;
  const found = [];
  let depth = 0;
  let open = null;
  for (const match of text.matchAll(pattern)) {
    const word = match[0];
    if (word === "{" || word === "(") {
      if (depth === 0) open ??= { type: "query", name: null, start: match.index };
      depth += 1;
    } else if (word === "}" || word === ")") {
      depth = Math.max(depth - 1, 0);
      if (depth === 0 && word === "}" && open) {
        found.push({ ...open, end: match.index + 1 });
        open = null;
      }
    } else if (depth === 0 && /^[A-Za-z_]/.test(word)) {
      if (!open) open = { type: word, name: null, start: match.index };
      else if (open.name === null && text[match.index - 1] !== "@") open.name = word;
    }
  }
  return found.filter((operation) => operation.type !== "fragment");
}

function makeRequest() {
  const operations = findOperations(query.value);
  const cursor = query.selectionStart;
  const operation =
    operations.find(({ start, end }) => start <= cursor && cursor <= end) ?? operations[0] ?? { type: "query" };
  const request = { query: query.value };
  if (operations.length > 1 && operation.name) request.operationName = operation.name;
  const text = variables.value.trim();
  if (text) request.variables = JSON.parse(text);
  return { type: operation.type, request };
}

const authorization = () => (token.value.trim() ? `Bearer ${token.value.trim()}` : null);

// MARK: Sending

async function post(request, signal) {
  const headers = {
    "Content-Type": "application/json",
    Accept: "application/graphql-response+json, application/json;q=0.9",
  };
  if (authorization()) headers.Authorization = authorization();
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(request), signal });
  return { response, text: await response.text() };
}

async function run() {
  stop();
  let made;
  try {
    made = makeRequest();
  } catch (error) {
    variables.focus();
    return say(`The variables are not JSON: ${error.message}`, true);
  }
  clear();
  if (made.type === "subscription") subscribe(made.request);
  else await ask(made.request);
}

async function ask(request) {
  const controller = new AbortController();
  const mine = begin({ stop: () => controller.abort() });
  say("Waiting for the answer...");
  const start = performance.now();
  try {
    const { response, text } = await post(request, controller.signal);
    const time = Math.round(performance.now() - start);
    if (running !== mine) return;
    add(text);
    say(`${response.status} ${response.statusText}, ${time} ms, ${new Blob([text]).size} bytes`, !response.ok);
  } catch (error) {
    if (running === mine) say(`The server did not answer: ${error.message}`, true);
  } finally {
    end(mine);
  }
}

function subscribe(request) {
  const url = new URL(endpoint, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, "graphql-transport-ws");
  const send = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
  let count = 0;
  const mine = begin({
    stop() {
      send({ id: "1", type: "complete" });
      socket.close(1000);
    },
  });
  const finish = (text, isBad) => {
    if (running !== mine) return;
    say(text, isBad);
    end(mine);
    socket.close(1000);
  };
  const handlers = {
    connection_ack() {
      send({ id: "1", type: "subscribe", payload: request });
      if (running === mine) say("Subscribed; waiting for events. Cause one in another tab.");
    },
    ping: () => send({ type: "pong" }),
    next({ payload }) {
      if (running !== mine) return;
      count += 1;
      add(JSON.stringify(payload), `${count}, ${new Date().toLocaleTimeString()}`);
      say(`Subscribed; ${count} ${count === 1 ? "event" : "events"} so far.`);
    },
    error({ payload }) {
      if (running === mine) add(JSON.stringify({ errors: payload }));
      finish("The subscription was refused or has failed.", true);
    },
    complete: () => finish(`The subscription has ended after ${count} events.`),
  };
  say("Connecting...");
  socket.onopen = () =>
    send({ type: "connection_init", payload: authorization() ? { authorization: authorization() } : {} });
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data);
    handlers[message.type]?.(message);
  };
  socket.onclose = ({ code, reason }) => {
    const hint = code === 4403 ? ". The access token is not valid or has ended; sign in again" : "";
    finish(`The connection was closed: ${code}${reason ? ` ${reason}` : ""}${hint}.`, true);
  };
}

function begin(work) {
  running = work;
  element("stop").disabled = false;
  return work;
}

function end(work) {
  if (running !== work) return;
  running = null;
  element("stop").disabled = true;
}

function stop() {
  if (!running) return;
  const work = running;
  end(work);
  work.stop();
  say("Stopped.");
}

// MARK: Showing

function say(text, isBad = false) {
  element("status").textContent = text;
  element("status").classList.toggle("bad", isBad);
}

/** Adds a result; JSON is laid out, anything else is shown as it came. */
function add(text, heading) {
  const item = document.createElement("li");
  const body = document.createElement("pre");
  try {
    body.textContent = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    body.textContent = text;
  }
  if (heading) {
    const line = document.createElement("p");
    line.textContent = heading;
    item.append(line);
  }
  item.append(body);
  results.append(item);
  while (results.children.length > resultLimit) results.firstElementChild.remove();
  if (heading) results.scrollTop = results.scrollHeight;
}

function clear() {
  results.replaceChildren();
}

// MARK: Who asks

async function signIn(name, button) {
  const login = `mutation Login($email: String!, $password: String!) {
    login(email: $email, password: $password) { accessToken expiresIn user { id roles profile { displayName } } }
  }`;
  button.disabled = true;
  // An old token must not stand in the way of a new one.
  token.value = "";
  try {
    const email = `${name}@atlas.example`;
    const { text } = await post({ query: login, variables: { email, password: demoPassword } });
    const { data, errors } = JSON.parse(text);
    if (!data?.login) throw new Error(errors?.[0]?.message ?? "no answer");
    const { accessToken, expiresIn, user } = data.login;
    token.value = accessToken;
    const until = new Date(Date.now() + expiresIn * 1000).toLocaleTimeString();
    setViewer(user.id, `${user.profile.displayName} (${user.id}, ${user.roles.join(", ")}), until ${until}.`, button);
    const example = examples[element("examples").value];
    if (example && needsViewer(example) && query.value === example.text) showExample(example);
  } catch (error) {
    setViewer(null, `Signing in did not work: ${error.message}`);
  } finally {
    button.disabled = false;
  }
}

function setViewer(id, text, pressed) {
  known.me = id;
  element("viewer").textContent = text;
  for (const button of element("accounts").children) {
    button.setAttribute("aria-pressed", String(button === pressed));
  }
}

function listAccounts() {
  for (const name of demoAccounts) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.title = `Sign in as ${name}@atlas.example`;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => signIn(name, button));
    element("accounts").append(button);
  }
}

// MARK: Keys and the draft

/** Tab indents, except after Escape: the keyboard must find its way out. */
function handleKeys(event) {
  const leaves = query.dataset.leaves === "yes";
  query.dataset.leaves = event.key === "Escape" ? "yes" : "no";
  if (event.key !== "Tab" || event.shiftKey || event.ctrlKey || event.altKey || leaves) return;
  event.preventDefault();
  query.setRangeText("  ", query.selectionStart, query.selectionEnd, "end");
}

function keepDraft() {
  try {
    localStorage.setItem("atlas-playground", JSON.stringify([query.value, variables.value]));
  } catch {
    // Without storage the draft ends with the page.
  }
}

function restoreDraft() {
  try {
    const draft = JSON.parse(localStorage.getItem("atlas-playground"));
    if (!draft?.[0]) return false;
    [query.value, variables.value] = draft;
    return true;
  } catch {
    return false;
  }
}

/** Finds the ids that the examples use; where the server has no content they stay as they are. */
async function findKnown() {
  const { text } = await post({
    query: `{
      diagrams(filter: { search: "circuit breaker", limit: 1 }) { id }
      labs(filter: { search: "retry schedule", limit: 1 }) { id }
    }`,
  });
  const { data } = JSON.parse(text);
  known.diagram = data?.diagrams?.[0]?.id ?? known.diagram;
  known.lab = data?.labs?.[0]?.id ?? known.lab;
}

listExamples();
listAccounts();
if (!restoreDraft()) {
  showExample(examples[0]);
  element("examples").value = "0";
}
findKnown().catch(() => say("The server does not answer.", true));

element("run").addEventListener("click", run);
element("stop").addEventListener("click", stop);
element("clear").addEventListener("click", clear);
element("examples").addEventListener("change", ({ target }) => showExample(examples[Number(target.value)]));
query.addEventListener("keydown", handleKeys);
token.addEventListener("input", () => {
  setViewer(null, token.value ? "You ask with this token." : "You ask as a visitor.");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});
window.addEventListener("pagehide", keepDraft);
