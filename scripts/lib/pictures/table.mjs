// @ts-check
// The pictures of the documents, one entry each: `npm run pictures -- <name>` makes docs/pictures/<name>.webp.

import { demoApp, failedMail, firstKeySet, importCheck, person, trailOfToday } from "./console.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {Awaited<ReturnType<typeof import("../../../stack/manager.mjs").startStack>>} Stack */

/**
 * @typedef {object} Picture
 * @property {string} name of the file, without its ending
 * @property {"visitor" | "operator"} who nobody who is signed in, or the demo's operator at the console
 * @property {string | ((page: Page, stack: Stack) => Promise<void>)} open a path of Foyer's, or what leads to the page
 * @property {375 | 1280} [width] in CSS pixels; default 1280
 * @property {number} [height] in CSS pixels; default 800
 * @property {"light" | "dark"} [scheme] default light
 * @property {string} [brand] folder or file of FOYER_BRAND, from the repository's root
 */

export const PICTURES_FOLDER = "docs/pictures";

/** Of one picture, in bytes. */
export const PICTURE_LIMIT = 61_440;

/** In the order in which they are taken: what an earlier one does, a later one shows. @type {readonly Picture[]} */
export const PICTURES = [
  { name: "console-overview", who: "operator", open: "/console", height: 860 },
  { name: "console-people", who: "operator", open: "/console/identities" },
  { name: "console-person", who: "operator", open: person, height: 900 },
  { name: "console-mail", who: "operator", open: failedMail },
  { name: "console-import", who: "operator", open: importCheck },
  { name: "console-app-wizard", who: "operator", open: demoApp },
  { name: "console-keys", who: "operator", open: firstKeySet },
  { name: "console-trail", who: "operator", open: trailOfToday, scheme: "dark" },
  {
    name: "console-people-phone",
    who: "operator",
    open: "/console/identities",
    width: 375,
    height: 740,
  },
  { name: "brand-bank", who: "visitor", open: "/login", brand: "examples/brands/bank" },
  {
    name: "brand-bank-phone",
    who: "visitor",
    open: "/login",
    width: 375,
    height: 740,
    scheme: "dark",
    brand: "examples/brands/bank",
  },
  {
    name: "brand-university",
    who: "visitor",
    open: "/login?ui_locales=ar",
    brand: "examples/brands/university",
  },
  {
    name: "brand-university-phone",
    who: "visitor",
    open: "/login?ui_locales=ar",
    width: 375,
    height: 740,
    scheme: "dark",
    brand: "examples/brands/university",
  },
  {
    name: "brand-games-shop",
    who: "visitor",
    open: "/login",
    scheme: "dark",
    brand: "examples/brands/games-shop",
  },
  {
    name: "brand-games-shop-phone",
    who: "visitor",
    open: "/registration",
    width: 375,
    height: 740,
    scheme: "dark",
    brand: "examples/brands/games-shop",
  },
];
