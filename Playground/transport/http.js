// Queries and mutations over HTTP, in one piece or as parts that come one after another.

import { IncrementalResult } from "./incremental.js";
import { partsOf } from "./multipart.js";

export const endpoint = "/graphql";

const plain = "application/graphql-response+json, application/json;q=0.9";

/** A fault of the way to the server or of the server's answer, in words for people. */
export class TransportFault extends Error {}

/** What the server says where it refuses an operation or gives it up: errors, and no data. Null for other payloads. */
export function refusalIn({ errors, data }) {
  if (!errors || data !== undefined) return null;
  return new TransportFault(errors[0]?.message ?? "The server refused the operation, or it failed.");
}

/** The header fields of a request: those of the user last, so that they win. */
export function fieldsFor({ token, headers }, accept) {
  const fields = new Headers({ "Content-Type": "application/json", Accept: accept });
  if (token) fields.set("Authorization", `Bearer ${token}`);
  for (const [name, value] of Object.entries(headers ?? {})) fields.set(name, value);
  return fields;
}

/**
 * Sends a request and calls `onResult(result, facts)` for each state of the result: once, or with `isIncremental` each
 * time a part arrived. Facts: status, size in bytes, milliseconds, headers, the number of parts, and `isWhole`.
 */
export async function sendOverHTTP(request, { token, headers, signal, isIncremental, onResult }) {
  const accept = isIncremental ? `multipart/mixed, ${plain};q=0.8` : plain;
  const before = performance.now();
  const response = await fetch(endpoint, {
    method: "POST", headers: fieldsFor({ token, headers }, accept), body: JSON.stringify(request), signal,
  });
  const facts = {
    status: response.status, statusText: response.statusText, headers: [...response.headers], size: 0, parts: 0,
    firstByte: performance.now() - before, isWhole: false,
  };
  const tell = (result, isWhole) => {
    onResult(result, { ...facts, milliseconds: performance.now() - before, isWhole });
  };
  if ((response.headers.get("Content-Type") ?? "").startsWith("multipart/mixed")) {
    await readParts(response, facts, tell);
    return;
  }
  const text = await response.text();
  facts.size = new Blob([text]).size;
  facts.parts = 1;
  tell(decode(text, response), true);
}

async function readParts(response, facts, tell) {
  const merged = new IncrementalResult();
  for await (const { text, size } of partsOf(response)) {
    facts.size += size;
    facts.parts += 1;
    const payload = JSON.parse(text);
    tell(merged.add(payload), !payload.hasNext);
  }
}

function decode(text, response) {
  try {
    return JSON.parse(text);
  } catch {
    const start = text.slice(0, 200) || "nothing";
    throw new TransportFault(`The server answered ${response.status} and no JSON: ${start}`);
  }
}

/** The `data` of a small request of the page itself; throws the first error. */
export async function ask(query, variables, { token, signal } = {}) {
  const response = await fetch(endpoint, {
    method: "POST", headers: fieldsFor({ token }, plain), body: JSON.stringify({ query, variables }), signal,
  });
  const { data, errors } = decode(await response.text(), response);
  if (!data) throw new TransportFault(errors?.[0]?.message ?? `The server answered ${response.status}.`);
  return { data, errors };
}
