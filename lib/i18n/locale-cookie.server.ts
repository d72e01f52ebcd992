/** Keeps the language that a person chose, in this browser. */

import { ownCookie } from "@/lib/web/cookies/own-cookie";

const cookie = ownCookie({ name: "locale", ttlSeconds: 365 * 24 * 60 * 60 });

export const readChosenLocale = cookie.readValue;

/** Set-Cookie line for a year; of a language that the pages can be in, never of what was sent. */
export const writeChosenLocale = cookie.write;
