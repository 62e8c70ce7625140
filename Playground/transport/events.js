// Operations over server-sent events, each on a stream of its own (distinct connections mode).

import { endpoint, fieldsFor, refusalIn, TransportFault } from "./http.js";

/** As `runOverSocket`. Where it goes on is said by `Last-Event-ID`. */
export async function runOverEvents(request, { token, headers, signal, onOpen, onPayload }) {
  const { resumeFrom, ...extensions } = request.extensions ?? {};
  const fields = fieldsFor({ token, headers }, "text/event-stream");
  if (resumeFrom) fields.set("Last-Event-ID", resumeFrom);
  const body = JSON.stringify({ ...request, extensions });
  let refusal = null;
  const take = (payload, size) => {
    refusal = refusalIn(payload);
    onPayload(payload, size);
  };
  try {
    const response = await fetch(endpoint, { method: "POST", headers: fields, body, signal });
    if (!(response.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) {
      take(await response.json(), 0);
      return end(refusal);
    }
    onOpen();
    for await (const { name, data } of eventsOf(response)) {
      if (name === "complete") return end(refusal);
      if (name === "next") take(JSON.parse(data), data.length);
    }
  } catch (fault) {
    if (signal.aborted) return undefined;
    throw fault;
  }
  throw new TransportFault("The stream ended without a word: the connection was lost.");
}

/** A stream that ends with a refusal did not end well. */
function end(refusal) {
  if (refusal) throw refusal;
}

/** The events of a stream: `{ name, data }`; comments are left out. */
async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    buffer += value;
    const blocks = buffer.split(/\r?\n\r?\n/);
    buffer = blocks.pop();
    for (const block of blocks) {
      const event = { name: "message", data: [] };
      for (const line of block.split(/\r?\n/)) {
        const [, field, text] = /^([^:]*):? ?(.*)$/.exec(line);
        if (field === "event") event.name = text;
        if (field === "data") event.data.push(text);
      }
      yield { name: event.name, data: event.data.join("\n") };
    }
  }
}
