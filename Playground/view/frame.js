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
  makeSplitter("side-splitter", "--side", { label: "Width of the panel", minimum: 220, maximum: 640 });
  makeSplitter("work-splitter", "--request", { label: "Width of the request", minimum: 280, maximum: 2000 });
  makeSplitter("inputs-splitter", "--inputs", {
    label: "Height of the variables", minimum: 60, maximum: 700, isVertical: true, isReversed: true,
  });
  draw();
  return frame;
}

/** A line that the pointer or the arrow keys move: it sets a length of the style, which is kept. */
function makeSplitter(id, property, { label, minimum, maximum, isVertical = false, isReversed = false }) {
  const splitter = byId(id);
  Object.assign(splitter, { tabIndex: 0, title: label });
  splitter.setAttribute("role", "separator");
  splitter.setAttribute("aria-label", label);
  splitter.setAttribute("aria-orientation", isVertical ? "horizontal" : "vertical");
  const neighbour = () => (isReversed ? splitter.nextElementSibling : splitter.previousElementSibling);
  const size = () => neighbour().getBoundingClientRect()[isVertical ? "height" : "width"];
  const set = (length) => {
    const bounded = Math.round(Math.min(maximum, Math.max(minimum, length)));
    document.documentElement.style.setProperty(property, `${bounded}px`);
    splitter.setAttribute("aria-valuenow", bounded);
    lasting.write(property, bounded);
  };
  const kept = lasting.read(property);
  if (kept) set(kept);
  splitter.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    splitter.setPointerCapture(event.pointerId);
    const start = isVertical ? event.clientY : event.clientX;
    const before = size();
    const move = (moved) => {
      const change = (isVertical ? moved.clientY : moved.clientX) - start;
      set(before + (isReversed ? -change : change));
    };
    splitter.addEventListener("pointermove", move);
    splitter.addEventListener("pointerup", () => splitter.removeEventListener("pointermove", move), { once: true });
  });
  splitter.addEventListener("dblclick", () => {
    document.documentElement.style.removeProperty(property);
    lasting.write(property, null);
  });
  splitter.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -24, ArrowUp: -24, ArrowRight: 24, ArrowDown: 24 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(size() + (isReversed ? -step : step));
  });
}
