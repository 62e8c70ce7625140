// What somebody may have meant by a name that does not exist.

/** The likeliest of what is known, nearest first; `nameOf` tells the name of each. */
export function nearest(name, known, nameOf = (each) => each) {
  const limit = Math.floor(name.length * 0.4);
  return known
    .map((each) => ({ each, distance: distance(name.toLowerCase(), nameOf(each).toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** A sentence with such names, or nothing. */
export function didYouMean(near) {
  return near.length > 0 ? ` Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?` : "";
}

/** How many letters must be put in, taken out or replaced (Levenshtein). */
function distance(one, other) {
  if (Math.abs(one.length - other.length) > 20) return 20;
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
