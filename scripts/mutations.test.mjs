// @ts-check
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { MUTATIONS } from "./mutations.mjs";

/** @param {string} path */
const read = (path) => readFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

it.each(MUTATIONS)(
  "$threat: the defence that a mutation takes away is where it looks: $what",
  async (mutation) => {
    expect((await read(mutation.file)).split(mutation.from)).toHaveLength(2);
    expect(await read(mutation.test)).toMatch(new RegExp(`\\b${mutation.threat}\\b`));
  },
);
