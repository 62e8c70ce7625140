// The line that says how a run goes or went.

import { element } from "./dom.js";

const words = {
  sending: "Waiting for the answer…", connecting: "Connecting…", listening: "Listening", paused: "Paused",
  canceled: "Stopped", done: "Done", failed: "Failed",
};

/** Elements for the line. */
export function describeStatus(run) {
  if (!run) return [element("span", {}, "Not run yet")];
  const parts = [];
  const isBad = run.phase === "failed" || run.facts?.status >= 400 || run.result?.errors?.length > 0;
  const say = (text, className) => parts.push(element("span", { class: className }, text));
  if (run.isSubscription || !run.facts) say(words[run.phase], `phase ${run.phase}`);
  if (run.fault) say(run.fault.message, "bad");
  if (run.isSubscription) say(`${run.count} ${run.count === 1 ? "event" : "events"}`);
  if (run.facts) {
    const { status, statusText, milliseconds, size, parts: count, isWhole } = run.facts;
    say(`${status}${statusText ? ` ${statusText}` : ""}`, isBad ? "phase failed" : "phase done");
    say(time(milliseconds));
    say(bytes(size));
    if (count > 1 || !isWhole) say(isWhole ? `${count} parts` : `${count} parts so far…`);
    if (run.facts.headers.some(([name]) => name === "idempotency-replayed")) say("replayed");
  }
  const cost = run.result?.extensions?.cost?.requested;
  if (cost !== undefined) say(`${cost} ${cost === 1 ? "point" : "points"}`);
  return parts;
}

/** Milliseconds in words. */
export function time(milliseconds) {
  return milliseconds < 1000 ? `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** Bytes in words. */
export function bytes(count) {
  return count < 1000 ? `${count} B` : count < 1e6 ? `${(count / 1000).toFixed(1)} kB`
    : `${(count / 1e6).toFixed(1)} MB`;
}
