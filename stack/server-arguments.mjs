// @ts-check
// What Node is given to serve Foyer: the same in tests and benches as by `npm start` and in the image.

import { readFileSync } from "node:fs";

/** @type {{ scripts: { start: string } }} */
const { scripts } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Of the command `npm start`, what comes behind `node`; the program, relative to the repository, is the last. */
export const SERVER_ARGUMENTS = Object.freeze(scripts.start.replace(/^.*?\bnode /, "").split(" "));

/** What Node is to do otherwise than by itself. */
export const NODE_OPTIONS = SERVER_ARGUMENTS.slice(0, -1);
