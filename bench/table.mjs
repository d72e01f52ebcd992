// @ts-check
/** Prints measurements as a table that can be pasted into a note. */

/**
 * @typedef {{ what: string, value: number | string, unit?: string, goal?: string }} Row
 * @param {string} title
 * @param {Row[]} rows
 */
export function printTable(title, rows) {
  console.log(`\n${title}\n`);
  console.log("| what | value | goal |\n| --- | --- | --- |");
  for (const { what, value, unit = "", goal = "" } of rows) {
    const shown = typeof value === "number" ? Number(value.toPrecision(3)) : value;
    console.log(`| ${what} | ${shown}${unit && ` ${unit}`} | ${goal} |`);
  }
}
