// What the browser keeps for this page. Where it keeps nothing, the page works and forgets.

const prefix = "atlas-playground.";

function makeStorage(area) {
  return {
    read(key, otherwise = null) {
      try {
        return JSON.parse(globalThis[area].getItem(prefix + key)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    write(key, value) {
      try {
        if (value === null) globalThis[area].removeItem(prefix + key);
        else globalThis[area].setItem(prefix + key, JSON.stringify(value));
      } catch {
        // Full or forbidden: the page goes on without.
      }
    },
  };
}

/** Kept until it is cleared; never holds tokens, headers or other secrets. */
export const lasting = makeStorage("localStorage");

/** Kept as long as the browser's tab. */
export const passing = makeStorage("sessionStorage");
