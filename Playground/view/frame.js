// The frame: the panels beside the work, the panes of a narrow screen, and the lines between that can be moved.

import { lasting } from "../state/storage.js";
import { byId } from "./dom.js";

const narrow = matchMedia("(max-width: 56rem)");

/** `showPane(name)` on narrow screens, `openSide(name)` anywhere, `onSide(name, listener)` to hear of it. */
export function mountFrame() {
  const state = { side: narrow.matches ? null : lasting.read("side", "examples"), pane: "request" };
  const buttons = document.querySelectorAll(".rail button");

  const draw = () => {
    document.body.dataset.pane = narrow.matches && state.side ? "side" : state.pane;
    byId("side").hidden = !state.side;
    byId("side-splitter").hidden = !state.side;
    for (const name of ["examples", "schema", "builder", "history"]) byId(name).hidden = state.side !== name;
    for (const each of buttons) {
      const isPressed = each.dataset.side ? each.dataset.side === state.side
        : narrow.matches && !state.side && each.dataset.pane === state.pane;
      each.setAttribute("aria-pressed", String(isPressed));
    }
  };
  const listeners = new Map();
  const frame = {
    isNarrow: () => narrow.matches,
    openSide(name) {
      state.side = name;
      lasting.write("side", name);
      draw();
      listeners.get(name)?.();
    },
    onSide(name, listener) { listeners.set(name, listener); },
    showPane(name) {
      state.pane = name;
      if (narrow.matches) state.side = null;
      draw();
    },
  };
  for (const each of buttons) {
    each.addEventListener("click", () => {
      if (each.dataset.pane) frame.showPane(each.dataset.pane);
      else frame.openSide(state.side === each.dataset.side && !narrow.matches ? null : each.dataset.side);
    });
  }
  narrow.addEventListener("change", () => {
    if (narrow.matches) state.side = null;
    draw();
  });
  mountSplitters();
  draw();
  return frame;
}

function mountSplitters() {
  new Splitter("side-splitter", { property: "--side", label: "Width of the panel", minimum: 220, maximum: 640 });
  new Splitter("inputs-splitter", {
    property: "--inputs", label: "Height of the variables", minimum: 60, maximum: 700, isVertical: true,
    isReversed: true,
  });
  const across = { property: "--request", label: "Width of the request", minimum: 280, maximum: 2000 };
  const down = {
    property: "--request-height", label: "Height of the request", minimum: 150, maximum: 2000, isVertical: true,
  };
  const splitter = new Splitter("work-splitter", across, down);
  // The style decides whether the answer stands beside the request or below it.
  const work = byId("work");
  new ResizeObserver(() =>
    splitter.measure(getComputedStyle(work).flexDirection === "column" ? down : across)).observe(work);
}

/** A line that the pointer or the arrow keys move: it sets a length of the style, which is kept. */
class Splitter {
  /** What it may measure, one at a time: the first until `measure` says which. */
  constructor(id, ...measures) {
    this.line = byId(id);
    this.line.tabIndex = 0;
    this.line.setAttribute("role", "separator");
    for (const each of measures) {
      const kept = lasting.read(each.property);
      if (kept) this.set(kept, each);
    }
    this.measure(measures[0]);
    this.line.addEventListener("pointerdown", (event) => this.drag(event));
    this.line.addEventListener("keydown", (event) => this.step(event));
    this.line.addEventListener("focus", () => this.tell(Math.round(this.size)));
    this.line.addEventListener("dblclick", () => {
      document.documentElement.style.removeProperty(this.measured.property);
      lasting.write(this.measured.property, null);
    });
  }

  measure(measured) {
    this.measured = measured;
    this.line.title = measured.label;
    this.line.setAttribute("aria-label", measured.label);
    this.line.setAttribute("aria-orientation", measured.isVertical ? "horizontal" : "vertical");
  }

  get size() {
    const { isReversed, isVertical } = this.measured;
    const neighbour = isReversed ? this.line.nextElementSibling : this.line.previousElementSibling;
    return neighbour.getBoundingClientRect()[isVertical ? "height" : "width"];
  }

  set(length, { property, minimum, maximum } = this.measured) {
    const bounded = Math.round(Math.min(maximum, Math.max(minimum, length)));
    document.documentElement.style.setProperty(property, `${bounded}px`);
    lasting.write(property, bounded);
    this.tell(bounded);
  }

  tell(length) { this.line.setAttribute("aria-valuenow", length); }

  drag(event) {
    event.preventDefault();
    this.line.setPointerCapture(event.pointerId);
    const { isVertical, isReversed } = this.measured;
    const place = ({ clientX, clientY }) => (isVertical ? clientY : clientX);
    const before = this.size;
    const move = (moved) => {
      const change = place(moved) - place(event);
      this.set(before + (isReversed ? -change : change));
    };
    this.line.addEventListener("pointermove", move);
    this.line.addEventListener("pointerup", () => this.line.removeEventListener("pointermove", move), { once: true });
  }

  step(event) {
    const step = { ArrowLeft: -24, ArrowUp: -24, ArrowRight: 24, ArrowDown: 24 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.set(this.size + (this.measured.isReversed ? -step : step));
  }
}
