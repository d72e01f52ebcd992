/** Regular expressions of the product, and the texts that cost each the most (threat D1). */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parseAst } from "rolldown/parseAst";

export interface Expression {
  pattern: string;
  flags: string;
  file: string;
}

/** Every expression that is written in the TypeScript of some folders, each once; tests left out. */
export function findExpressions(folders: readonly string[]): Expression[] {
  const found = new Map<string, Expression>();
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(name) || /\.test\./.test(name)) continue;
      const file = join(folder, name);
      const text = readFileSync(file, "utf8");
      JSON.stringify(parseAst(text, { lang: name.endsWith("x") ? "tsx" : "ts" }), (_, node) => {
        const regex = node?.type === "Literal" ? node.regex : undefined;
        if (regex) found.set(`/${regex.pattern}/${regex.flags}`, { ...regex, file });
        return typeof node === "bigint" ? undefined : node;
      });
    }
  }
  return [...found.values()];
}

/** Signs that stand for the classes of signs that expressions name. */
const SIGNS = [...'aZ1 .,-_/\\"{}=:;<(@+#\t\n\u00e9\u0301\u200d\u00a0'];

/** Ever longer, so that work that grows by powers is seen before it takes for ever. */
const LENGTHS = [24, 250, 2000];

/** Processor time from which a text is worth measuring, in microseconds. */
const SUSPICIOUS_MICROSECONDS = 20_000;

/**
 * The text that costs an expression most: what begins like a match, goes on with the same for long, and is none in the end.
 * @returns how to make it of a length, and the length to begin measuring with
 */
export function findDearest(expression: RegExp): { make: (length: number) => string; size: number } {
  const makers = toMakers(expression);
  let dearest = { make: makers[0] ?? String, cost: -1 };
  for (const length of LENGTHS) {
    dearest = { ...dearest, cost: -1 };
    for (const make of makers) {
      const text = make(length);
      const cost = Math.min(toCost(expression, text), toCost(expression, text));
      if (cost > dearest.cost) dearest = { make, cost };
      if (dearest.cost > SUSPICIOUS_MICROSECONDS) return { make, size: Math.ceil(length / 4) };
    }
  }
  return { make: dearest.make, size: 4000 };
}

/** Processor time, in microseconds. */
function toCost(expression: RegExp, text: string): number {
  const before = process.cpuUsage();
  text.replace(expression, "");
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function toMakers(expression: RegExp): ((length: number) => string)[] {
  const heads = new Set(["", ...toMatches(expression).flatMap((match) => toHeads(match))]);
  const words = expression.source.match(/[a-z]{2,}|\W/gi) ?? [];
  const pumps = new Set([
    ...SIGNS,
    ...words,
    ...words.map((word) => `${word} `),
    ...words.map((word) => `${word},`),
  ]);
  return [...heads].flatMap((head) =>
    [...pumps].map(
      (pump) => (length: number) => `${head}${pump.repeat(Math.ceil(length / pump.length))}\n\0`,
    ),
  );
}

/** Texts that match from their first sign on; none of an expression that looks around or names properties of Unicode. */
function toMatches({ source, flags }: RegExp): string[] {
  try {
    const anchored = new RegExp(`^(?:${source.replaceAll("\\b", "")})`, flags);
    return fc.sample(fc.stringMatching(anchored, { maxLength: 40 }), { numRuns: 2, seed: 1 });
  } catch {
    return [];
  }
}

/** Beginnings of a match: each of a few letters, then those that end with a sign, such as `Version/`. */
function toHeads(match: string): string[] {
  const ends = Array.from(match, (sign, at) => (at < 6 || /\W/.test(sign) ? at + 1 : 0)).filter(Boolean);
  return ends.slice(0, 10).map((end) => match.slice(0, end));
}
