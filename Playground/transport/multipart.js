// Reads a multipart/mixed body while it arrives.

/** The bodies of the parts, as `{ text, size }`; ends with the closing boundary. */
export async function* partsOf(response) {
  const boundary = /boundary="?([^";]+)"?/.exec(response.headers.get("Content-Type"))?.[1] ?? "-";
  const delimiter = `\r\n--${boundary}`;
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let buffer = "";
  let isInside = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      buffer += done ? decoder.decode() : decoder.decode(value, { stream: true });
      for (let place = buffer.indexOf(delimiter); place >= 0; place = buffer.indexOf(delimiter)) {
        const part = buffer.slice(0, place);
        const rest = buffer.slice(place + delimiter.length);
        // Whether the boundary closes the body shows only with the two characters behind it.
        if (rest.length < 2) break;
        if (isInside) yield bodyOf(part);
        isInside = true;
        buffer = rest;
        if (rest.startsWith("--")) return;
      }
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function bodyOf(part) {
  const start = part.indexOf("\r\n\r\n");
  const text = start < 0 ? part : part.slice(start + 4);
  return { text, size: new Blob([text]).size };
}
