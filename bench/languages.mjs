// @ts-check
/** The sign-in page in every language: bytes on the wire, and what the catalogues take of the process' memory. */

import { readdirSync } from "node:fs";
import { startFoyer } from "../stack/more-foyers.mjs";
import { readPage } from "./login-page.mjs";
import { ask, readMemory } from "./measure-requests.mjs";

const TAGS = readdirSync(new URL("../locales", import.meta.url)).filter((name) => !name.includes("."));

/** Asked before each look at the memory, so that both are of a process that is warm. */
const WARM = 1000;

/** @param {import("./memory.mjs").Stack} stack @returns {Promise<import("./table.mjs").Row[]>} */
export async function measureLanguages(stack) {
  const foyer = await startFoyer(stack, { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error" });
  try {
    const url = `${foyer.url}/login`;
    const english = { name: "en", pid: foyer.pid(), url, headers: { "accept-language": "en" } };
    await ask(english, WARM);
    const before = await readMemory(foyer.pid());
    /** @type {{ tag: string, bytes: number }[]} */
    const sizes = [];
    for (const tag of TAGS) {
      const parts = (await readPage(url, tag)).filter(({ kind }) => kind !== "webauthn");
      sizes.push({ tag, bytes: parts.reduce((total, { bytes }) => total + bytes, 0) });
    }
    await ask(english, WARM);
    const after = await readMemory(foyer.pid());
    const [least, most] = [Math.min, Math.max].map((pick) => pick(...sizes.map(({ bytes }) => bytes)));
    const longest = sizes.find(({ bytes }) => bytes === most)?.tag;
    return [
      {
        what: `sign-in page, the smallest of ${TAGS.length} languages`,
        value: (least ?? 0) / 1000,
        unit: "kB",
      },
      { what: `… the largest (${longest})`, value: (most ?? 0) / 1000, unit: "kB", goal: "≤ 15" },
      { what: "memory with English alone", value: before, unit: "MB" },
      { what: "… more once every language was asked for", value: after - before, unit: "MB" },
    ];
  } finally {
    await foyer.stop();
  }
}
