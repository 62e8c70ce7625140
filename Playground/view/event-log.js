// The events of a subscription with their times; the newest is shown until another one is chosen.

import { element } from "./dom.js";
import { bytes } from "./status.js";

const rowLimit = 200;

export class EventLog {
  /** @param choose called when another event is to be shown */
  constructor(place, choose) {
    this.place = place;
    this.list = element("ol", { "aria-label": "Events", tabindex: "0" });
    this.tellChosen = choose;
    place.append(this.list);
    this.list.addEventListener("keydown", (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (step) this.move(event, step);
    });
  }

  follow(run) {
    if (run === this.run) return;
    this.run = run;
    this.chosen = null;
    this.rows = new Map();
    this.list.replaceChildren();
  }

  draw(run) {
    const isRefused = run?.events.length === 0 && run.result !== null;
    this.place.hidden = !run?.isSubscription || isRefused;
    if (this.place.hidden) return;
    const events = run.events.slice(-rowLimit);
    const shown = this.chosen ?? events.at(-1);
    if (events.length === 0) {
      this.list.replaceChildren(element("li", { class: "faint" }, "No event yet. Cause one in another tab."));
      return;
    }
    // Rows stay what they are while others come, or no click would ever meet one.
    if (this.rows.size === 0) this.list.replaceChildren();
    for (const event of events) {
      if (this.rows.has(event)) continue;
      this.rows.set(event, this.row(event));
      this.list.prepend(this.rows.get(event));
    }
    for (const [event, row] of this.rows) {
      if (this.rows.size <= rowLimit) break;
      row.remove();
      this.rows.delete(event);
    }
    for (const [event, row] of this.rows) row.firstChild.setAttribute("aria-current", String(event === shown));
  }

  row(event) {
    const time = event.at.toLocaleTimeString([], { hour12: false })
      + `.${String(event.at.getMilliseconds()).padStart(3, "0")}`;
    const choose = () => {
      this.chosen = event;
      this.tellChosen();
    };
    return element("li", {}, element("button", {
      type: "button", "aria-current": "false", tabindex: "-1", on: { click: choose },
    }, element("span", { class: "number" }, `#${event.number}`), element("time", {}, time),
    element("span", { class: "faint" }, bytes(event.size)),
    event.payload.errors ? element("span", { class: "bad" }, "errors") : null));
  }

  move(event, step) {
    event.preventDefault();
    const { events } = this.run;
    const index = this.chosen ? events.indexOf(this.chosen) : events.length - 1;
    const next = events[Math.min(events.length - 1, Math.max(0, index + step))];
    // At the newest the log follows again.
    this.chosen = next === events.at(-1) ? null : next;
    this.tellChosen();
  }
}
