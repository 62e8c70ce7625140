// Operations over a WebSocket, by the protocol graphql-transport-ws. One socket for each.

import { endpoint, refusalIn, TransportFault } from "./http.js";

const meanings = {
  4401: "not signed in", 4403: "the access token is not valid or has ended; sign in again",
  4408: "the server waited too long", 4429: "too many sockets", 1006: "the connection was lost",
  1001: "the server is stopping", 1013: "the server has too much to do",
};

/**
 * Runs a request until it ends, `signal` is aborted or the connection is lost; `onPayload(payload, size)` is called for
 * each result, `onOpen()` when the operation was sent. Throws a TransportFault where it did not end well.
 */
export function runOverSocket(request, { token, headers, signal, onOpen, onPayload }) {
  return new Promise((resolve, reject) => {
    const address = new URL(endpoint, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address, "graphql-transport-ws");
    const send = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));
    const end = (fault) => {
      signal.removeEventListener("abort", stop);
      socket.close(1000);
      if (fault) reject(fault);
      else resolve();
    };
    const stop = () => {
      send({ id: "1", type: "complete" });
      end();
    };
    const handlers = {
      connection_ack() {
        send({ id: "1", type: "subscribe", payload: request });
        onOpen();
      },
      ping: () => send({ type: "pong" }),
      next: ({ payload }, size) => onPayload(payload, size),
      error({ payload: errors = [] }, size) {
        onPayload({ errors }, size);
        end(refusalIn({ errors }));
      },
      complete: () => end(),
    };
    signal.addEventListener("abort", stop);
    socket.onopen = () => send({ type: "connection_init", payload: initialPayload(token, headers) });
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      handlers[message.type]?.(message, data.length);
    };
    socket.onclose = ({ code, reason }) => {
      const words = meanings[code] ?? reason;
      end(new TransportFault(`The socket was closed: ${code}${words ? `, ${words}` : ""}.`));
    };
  });
}

function initialPayload(token, headers) {
  return { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers };
}
