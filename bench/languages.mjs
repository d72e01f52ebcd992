// @ts-check
/** The sign-in page in every language and brand: bytes on the wire, and what the catalogues take of the process' memory. */

import { readdirSync, readFileSync } from "node:fs";
import { startFoyer } from "../stack/more-foyers.mjs";
import { readPage } from "./login-page.mjs";
import { ask, readMemory } from "./measure-requests.mjs";

const TAGS = readdirSync(new URL("../locales", import.meta.url)).filter((name) => !name.includes("."));

const BRANDS = new URL("../examples/brands/", import.meta.url);

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
    const sizes = await readSizes(url, TAGS);
    await ask(english, WARM);
    const after = await readMemory(foyer.pid());
    return [
      {
        what: `sign-in page, the smallest of ${TAGS.length} languages`,
        value: (sizes[0]?.bytes ?? 0) / 1000,
        unit: "kB",
      },
      { what: `… the largest (${sizes.at(-1)?.tag})`, value: toKilobytes(sizes), unit: "kB", goal: "≤ 15" },
      ...(await measureBrands(stack)),
      { what: "memory with English alone", value: before, unit: "MB" },
      { what: "… more once every language was asked for", value: after - before, unit: "MB" },
    ];
  } finally {
    await foyer.stop();
  }
}

/**
 * Each example of docs/customising.md, in every language that it offers.
 * @param {import("./memory.mjs").Stack} stack @returns {Promise<import("./table.mjs").Row[]>}
 */
async function measureBrands(stack) {
  const rows = [];
  for (const brand of readdirSync(BRANDS)) {
    const { languages } = JSON.parse(readFileSync(new URL(`${brand}/brand.json`, BRANDS), "utf8"));
    const foyer = await startFoyer(stack, { FOYER_BRAND: `examples/brands/${brand}` });
    try {
      const sizes = await readSizes(`${foyer.url}/login`, languages ?? TAGS);
      const what = `… of the brand ${brand}, the largest of ${sizes.length} (${sizes.at(-1)?.tag})`;
      rows.push({ what, value: toKilobytes(sizes), unit: "kB", goal: "≤ 15" });
    } finally {
      await foyer.stop();
    }
  }
  return rows;
}

/**
 * The document and all that it names but Kratos' script, smallest first.
 * @param {string} url @param {readonly string[]} tags
 */
async function readSizes(url, tags) {
  const sizes = [];
  for (const tag of tags) {
    const parts = (await readPage(url, tag)).filter(({ kind }) => kind !== "webauthn");
    sizes.push({ tag, bytes: parts.reduce((total, { bytes }) => total + bytes, 0) });
  }
  return sizes.sort((left, right) => left.bytes - right.bytes);
}

/** Of the largest. @param {readonly { bytes: number }[]} sizes */
const toKilobytes = (sizes) => (sizes.at(-1)?.bytes ?? 0) / 1000;
