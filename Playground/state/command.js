// A request as a command line. Who asks, and what is secret, is left to the reader's own environment.

import { isSecretName, maskQuery, maskVariables } from "./secrets.js";

/** A call of curl: `{ query, variables, headers, operationName, isSignedIn }` of texts and an object of headers. */
export function curlCommand(address, { query, variables, headers, operationName, isSignedIn }) {
  const masked = maskVariables(variables);
  const body = JSON.stringify({ query: maskQuery(query), ...(operationName ? { operationName } : {}),
    ...(masked ? { variables: JSON.parse(masked) } : {}) });
  const lines = [`curl ${quoted(address)}`, `-H ${quoted("Content-Type: application/json")}`];
  const given = Object.entries(headers ?? {}).filter(([name]) => !/^content-type$/i.test(name));
  if (isSignedIn && !given.some(([name]) => /^authorization$/i.test(name))) {
    lines.push('-H "Authorization: Bearer $ATLAS_TOKEN"');
  }
  for (const [name, value] of given) {
    const isSecret = isSecretName(name) || /^(authorization|cookie)$|key$/i.test(name);
    lines.push(isSecret ? `-H "${name}: $${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}"`
      : `-H ${quoted(`${name}: ${value}`)}`);
  }
  return [...lines, `--data ${quoted(body)}`].join(" \\\n  ");
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
