/** `node dist/brand.mjs FILE`: checks a brand file and prints the contrast of each pair; 1 where Foyer would not start. */

import { toBrandReport } from "@/lib/brand/report.server";

const [path = ""] = process.argv.slice(2);
const { starts, lines } = toBrandReport(path);
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = starts ? 0 : 1;
