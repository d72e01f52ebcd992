// @ts-check
// What Node is given to serve Foyer: on the image's Node what the image gives, elsewhere what `npm start` does.

import { readFileSync } from "node:fs";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const dockerfile = read("Dockerfile");
const imageMajor = /^FROM node:(\d+)/m.exec(dockerfile)?.[1];
const isImageNode = process.versions.node.split(".")[0] === imageMajor;

/** What the image gives; the program, relative to the repository, is the last. @type {readonly string[]} */
export const IMAGE_ARGUMENTS = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? "[]").slice(1);

/** @type {{ scripts: { start: string } }} */
const { scripts } = JSON.parse(read("package.json"));

/** @type {readonly string[]} */
export const START_ARGUMENTS = scripts.start.replace(/^.*?\bnode /, "").split(" ");

export const SERVER_ARGUMENTS = isImageNode ? IMAGE_ARGUMENTS : START_ARGUMENTS;

/** What Node is to do otherwise than by itself. */
export const NODE_OPTIONS = SERVER_ARGUMENTS.slice(0, -1);
