// One run of one operation, from its start to its end; of a subscription with its events, pauses and resumptions.

import { runOverEvents } from "../transport/events.js";
import { refusalIn, sendOverHTTP } from "../transport/http.js";
import { runOverSocket } from "../transport/socket.js";

const eventLimit = 500;

/**
 * Says "change" whenever something about it has changed.
 *
 * Phases: sending, then done or failed; of a subscription connecting, listening, paused, then done or failed; canceled
 * from any that goes on.
 */
export class Run extends EventTarget {
  /**
   * `request` as it is sent, its `operation` (see `operationsOf`), the `query` it was made of, `headers`, the
   * `session`, and for subscriptions `transport`: "socket" or "events".
   */
  constructor({ request, operation, query, headers, session, transport }) {
    super();
    Object.assign(this, { request, operation, query, headers, session, transport });
    this.asker = session.user?.id;
    this.isSubscription = operation.type === "subscription";
    this.phase = this.isSubscription ? "connecting" : "sending";
    this.result = null;
    this.facts = null;
    this.fault = null;
    this.events = [];
    this.count = 0;
    this.lastEventId = null;
    this.startedAt = performance.now();
  }

  get isOpen() { return ["sending", "connecting", "listening"].includes(this.phase); }
  get canResume() { return this.isSubscription && !this.isOpen && this.lastEventId !== null; }

  async start() {
    this.abortion = new AbortController();
    this.fault = null;
    const { signal } = this.abortion;
    try {
      const common = { token: await this.session.token(), headers: this.headers, signal };
      // A session that could not be renewed has ended by now.
      this.asker = this.session.user?.id;
      if (this.isSubscription) await this.listen(common);
      else await this.send(common);
      if (!signal.aborted) this.enter("done");
    } catch (fault) {
      if (!signal.aborted) this.fail(fault);
    }
  }

  send(common) {
    return sendOverHTTP(this.request, {
      ...common, isIncremental: this.operation.isIncremental,
      onResult: (result, facts) => {
        this.result = result;
        this.facts = facts;
        this.enter(this.phase);
      },
    });
  }

  listen(common) {
    const run = this.transport === "events" ? runOverEvents : runOverSocket;
    const resuming = this.lastEventId === null ? {} : { resumeFrom: this.lastEventId };
    return run({ ...this.request, extensions: { ...this.request.extensions, ...resuming } }, {
      ...common, onOpen: () => this.enter("listening"), onPayload: (payload, size) => this.receive(payload, size),
    });
  }

  /** A refusal is a result, but no event. */
  receive(payload, size) {
    this.result = payload;
    if (!refusalIn(payload)) this.addEvent(payload, size);
    this.enter(this.phase);
  }

  addEvent(payload, size) {
    this.count += 1;
    const eventId = payload.extensions?.eventId ?? null;
    if (eventId !== null) this.lastEventId = eventId;
    this.events.push({ number: this.count, at: new Date(), size, payload, eventId });
    if (this.events.length > eventLimit) this.events.shift();
  }

  fail(fault) {
    this.fault = fault.name === "TypeError" ? new Error("The server cannot be reached.") : fault;
    this.enter("failed");
  }

  /** Stops for good. */
  cancel() { this.stop("canceled"); }

  /** Stops listening; `resume` goes on behind the last event that came. */
  pause() { this.stop("paused"); }

  stop(phase) {
    if (!this.isOpen && this.phase !== "paused") return;
    this.abortion.abort();
    this.enter(phase);
  }

  resume() {
    this.phase = "connecting";
    this.start();
    this.enter(this.phase);
  }

  enter(phase) {
    this.phase = phase;
    this.dispatchEvent(new Event("change"));
  }
}
