// The element of SVG around a drawing.

import { svg } from "../view/dom.js";

const smallest = 0.6;

/** As large as what is in it; where there is less room it shrinks as long as it can be read, and scrolls then. */
export function makePicture({ left, top, width, height }, parts) {
  const picture = svg("svg", { class: "drawing", viewBox: `${left} ${top} ${width} ${height}`, width, height,
    role: "img" }, ...parts);
  picture.style.minWidth = `${Math.round(width * smallest)}px`;
  return picture;
}
