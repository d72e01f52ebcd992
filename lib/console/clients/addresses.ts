/** Which addresses an app may name: Hydra takes nearly any, the console does not (threat C13). */

import { isLoopback } from "@/lib/loopback";

/** Schemes that run or open something on the spot, or name a file: never where an answer is sent. */
const HOSTILE_SCHEMES = new Set([
  "about:",
  "blob:",
  "data:",
  "file:",
  "filesystem:",
  "ftp:",
  "intent:",
  "javascript:",
  "mailto:",
  "vbscript:",
  "ws:",
  "wss:",
]);

/** What is wrong with an address that answers are sent to; undefined for one that is safe. */
export function findRedirectProblem(text: string): string | undefined {
  const url = parse(text);
  if (!url) return `${text} is no absolute address.`;
  if (text.includes("*"))
    return `${text} holds a *: Hydra compares addresses exactly, so it would never match.`;
  if (text.includes("#")) return `${text} holds a fragment (#).`;
  if (url.username || url.password) return `${text} holds a user name.`;
  if (HOSTILE_SCHEMES.has(url.protocol)) return `${text}: an answer is never sent to ${url.protocol}`;
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return `${text}: http is for this machine alone (localhost, 127.0.0.1); use https.`;
  // RFC 8252 §7.1: a scheme of one's own is a domain name of one's own, read backwards.
  if (!/^https?:$/.test(url.protocol) && !url.protocol.includes("."))
    return `${text}: a scheme of an app's own has a dot, such as org.example.app:/callback.`;
  return undefined;
}

/** What is wrong with an address that browsers or servers are told to open. */
export function findPageProblem(text: string): string | undefined {
  const url = parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return `${text} is no web address.`;
  if (url.username || url.password) return `${text} holds a user name.`;
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return `${text} must begin with https.`;
  return undefined;
}

/** What is wrong with an origin whose scripts may call Hydra. */
export function findOriginProblem(text: string): string | undefined {
  if (text.includes("*")) return `${text}: name each origin; a * lets every page in that it covers.`;
  const problem = findPageProblem(text);
  if (problem) return problem;
  return parse(text)?.origin === text.replace(/\/$/, "") ? undefined : `${text} must be an origin: no path.`;
}

/** Nothing that hides in white space or control characters, which parsers drop. */
function parse(text: string): URL | undefined {
  return /[\s\p{Cc}\\]/u.test(text) || !URL.canParse(text) ? undefined : new URL(text);
}
