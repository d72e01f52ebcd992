// @ts-check
// `node scripts/security.mjs`: fills the tests into the table of docs/security.md where a row's own is gone.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "./lib/run.mjs";
import { PROMISE, readThreatTests } from "./lib/threat-tests.mjs";

const file = join(REPOSITORY, "docs", "security.md");
const tests = await readThreatTests();
const text = await readFile(file, "utf8");
await writeFile(
  file,
  text.replaceAll(PROMISE, (_, id, promise, shownBy) => {
    const known = (tests.get(id) ?? []).map(toCell);
    const best = known.find((cell) => cell.startsWith(id) && !cell.includes("${")) ?? known[0] ?? "";
    return `| ${id} | ${promise} | ${known.includes(shownBy) ? shownBy : best} |`;
  }),
);

/** @param {import("./lib/threat-tests.mjs").NamedTest} test */
function toCell({ title, file: path }) {
  return `${title.replaceAll("|", "/").replaceAll("`", "'")} (\`${path}\`)`;
}
