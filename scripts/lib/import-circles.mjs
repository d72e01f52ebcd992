// @ts-check
// Finds files that import each other in a circle: neither can be understood, or tested, without the other.

/**
 * @param {ReadonlyMap<string, readonly string[]>} imports what each file imports; whoever is imported and no key imports nothing
 * @returns {string[][]} of each circle its files, from one that leads to the next; a circle through a file that stands in an
 *   earlier one may be left out
 */
export function findCircles(imports) {
  /** @type {string[][]} */
  const circles = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {(file: string, path: readonly string[]) => void} */
  const walk = (file, path) => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push(path.slice(at));
    if (at >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return circles;
}
