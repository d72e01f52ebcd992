/** Takes out of a value what no trail may hold: secrets, codes, hashes, tokens, private keys (threat L1). */

import { toDigest } from "@/lib/digest";
import { ExactNumber, parseExactly } from "@/lib/exact-number";
import { toNumberText } from "@/lib/i18n/formats";
import { isTooDeep } from "@/lib/json";
import { toTokens } from "@/lib/json-pointer";
import { isPrivatePart } from "../keys/private-parts";
import type { TrailEntry } from "./entry";

export const HIDDEN = "[redacted]";

/** Names of members that hold a secret, wherever they stand. */
const SECRET_NAME =
  /secret|password|passwd|passphrase|hash|token(?!_endpoint)|(^|_)code$|recovery_link|verification_link|cookie|authorization|salt|(api|access)[-_]?key|credential_config|private|totp|lookup/i;

/** Of those, names of settings and of parts of an address: who changes one of them hides nothing behind its name. */
const OPEN_NAME =
  /(^|_)(lifespan|strategy|alg|response_enc)$|(^|_)(postal|zip|country|region|area|language|currency)_code$/i;

const isSecretName = (name: string) => SECRET_NAME.test(name) && !OPEN_NAME.test(name);

/** A JWT, a token of Hydra, Kratos or Ory Network, a PHC or modular-crypt hash, the password in an address. */
const SECRET_VALUE =
  /eyJ[\w-]{10,}(?:\.[\w-]+\.[\w-]*)?|\bory_(at|rt|ac|st|lo|mt|apikey|pat|wak)_[\w.-]+|\$(argon2\w*|2[abxy]|scrypt|pbkdf2\S*|md5|sha\d+|ssha\w*|firescrypt|bcrypt-\w+)\$\S+|:\/\/[^\s/:@]*:[^\s/]+@/g;

/** From its first line to its last, or to the end of a text that lacks that (RFC 7468). */
const PEM =
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g;

const DEPTH_LIMIT = 12;
const TEXT_LIMIT = 2000;
const LIST_LIMIT = 200;

/** The entry with all that was typed, sent or answered safe to keep. */
export function redactEntry(entry: TrailEntry): TrailEntry {
  if (entry.phase === "outcome")
    return { ...entry, after: redactForTrail(entry.after), error: entry.error && redactTyped(entry.error) };
  return {
    ...entry,
    reason: entry.reason && redactTyped(entry.reason),
    before: redactForTrail(entry.before),
    change: redactForTrail(entry.change),
  };
}

/** A copy that is safe to keep and to show; long texts, lists and deep trees are cut, which is said by {@link toLeftOut}. */
export function redactForTrail(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return isJsonText(value) ? redactJson(value, depth) : redactNamed(value);
  // As text: whoever reads the log may hold no such number.
  if (value instanceof ExactNumber) return redactText(value.text);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEPTH_LIMIT)
    return isTooDeep(value) ? toLeftOut("deeper") : toLeftOut("deeper", redactForTrail(value));
  if (Array.isArray(value)) return redactList(value, depth);
  const isKey = "kty" in value;
  const isSecretStep = "path" in value && typeof value.path === "string" && isSecretPath(value.path);
  // How Kratos' configuration names the header or cookie that lets it in elsewhere: {"in", "name", "value"}.
  const isApiKey = "in" in value && "value" in value;
  const members = Object.entries(value).map(([name, member]) => {
    const isSecret =
      ((isSecretStep || isApiKey) && name === "value" && isFilled(member)) ||
      (isKey && isPrivatePart(name)) ||
      (isSecretName(name) && isFilled(member));
    return [name, isSecret ? HIDDEN : redactForTrail(member, depth + 1)] as const;
  });
  const others = members.splice(LIST_LIMIT);
  if (others.length > 0) members.push(["…", toLeftOut(`${toNumberText(others.length)} more`, others)]);
  return Object.fromEntries(members);
}

function redactList(list: readonly unknown[], depth: number): unknown[] {
  const items = list.map((item) => redactForTrail(item, depth + 1));
  const others = items.splice(LIST_LIMIT);
  return others.length > 0 ? [...items, toLeftOut(`${toNumberText(others.length)} more`, others)] : items;
}

/**
 * Says that something was cut, so that nobody hides a change behind what is kept: where it differs, so does this (threat L2).
 * @param redacted what was cut; undefined where that is not known
 */
function toLeftOut(what: string, redacted?: unknown): string {
  const digest = redacted === undefined ? "" : `, ${toDigest(JSON.stringify(redacted))}`;
  return `${LEFT_OUT}${what}${digest}]`;
}

const LEFT_OUT = "[left out: ";

/** Whether a text that was typed holds what stands here in place of a value. */
export function holdsRedacted(text: string): boolean {
  return text.includes(HIDDEN) || text.includes(LEFT_OUT);
}

/** Of a JSON Patch (RFC 6902): what it leads to is a secret by any name on the way, or the value of an API key. */
function isSecretPath(path: string): boolean {
  if (!path.startsWith("/")) return false;
  const names = toTokens(path);
  return names.some((name) => isSecretName(name)) || /\/config\/value$/.test(path);
}

/** JSON that was typed holds its secrets by their names too. */
const JSON_START = /^\s*[{["]/;

/** Of what begins like JSON and is none: whether it has more of it than a bracket or a quote, as “[Ticket] lost phone” has. */
const JSON_SIGNS = /\{|^\s*\[\s*[["]|"\s*[:,]/;

function isJsonText(text: string): boolean {
  return JSON_START.test(text);
}

/** As what it says; what looks like JSON and is none is kept nowhere, for nobody knows what it names. */
function redactJson(text: string, depth: number): unknown {
  const value = parseExactly(text.trim());
  if (value === undefined) return JSON_SIGNS.test(text) ? HIDDEN : redactNamed(text);
  return depth < DEPTH_LIMIT ? redactForTrail(value, depth + 1) : HIDDEN;
}

/** A text that stays one. */
function redactTyped(text: string): string {
  const kept = redactForTrail(text);
  return typeof kept === "string" ? kept : JSON.stringify(kept);
}

/** A name and what gives it a value, in whatever notation. */
const NAMED = /(?<![\w.-])([\w.-]+)[\\"']*\s*[:=]\s*/g;

/** Without what stands on a line after the name of a secret. */
function redactNamed(text: string): string {
  let kept = "";
  let from = 0;
  for (const { 0: named, 1: name = "", index } of text.matchAll(NAMED)) {
    if (index < from || !isSecretName(name)) continue;
    const start = index + named.length;
    const end = text.indexOf("\n", start);
    kept += text.slice(from, start) + HIDDEN;
    from = end < 0 ? text.length : end;
  }
  return redactText(kept + text.slice(from));
}

function hideValues(text: string): string {
  return text.replaceAll(PEM, HIDDEN).replaceAll(SECRET_VALUE, HIDDEN);
}

function redactText(text: string): string {
  const hidden = hideValues(text);
  const rest = hidden.slice(TEXT_LIMIT);
  if (rest === "") return hidden;
  return `${hidden.slice(0, TEXT_LIMIT)}…${toLeftOut(`${toNumberText(rest.length)} characters more`, rest)}`;
}

/** Six digits, in halves too, whatever stands around them; what proves in a link who reads the mail, encoded or not. */
const CODES = /\d{6,}|\b\d{3}[ -]\d{3}\b|(?<=(?:token|code)(?:=|%3d))[^\s&"'<>]+/gi;

/** What Kratos asked another service for: `Post "https://sms.example/send?key=…": EOF`. Services take their keys there. */
const ASKED_BY_HTTP = /\b((?:Get|Post|Put|Patch|Delete) "https?:[^\s"?]{1,500}\?)[^"]+/g;

/** What servers say again: templates put a code into a subject, mail servers quote what they refused, providers their answers. */
export function withoutCodes(text: string): string {
  return hideValues(text)
    .replaceAll(ASKED_BY_HTTP, `$1${HIDDEN}`)
    .replaceAll(CODES, HIDDEN)
    .slice(0, TEXT_LIMIT);
}

/** Whether something is set is worth telling; booleans and numbers are settings, not secrets. */
function isFilled(member: unknown): boolean {
  return typeof member === "string" ? member !== "" : typeof member === "object" && member !== null;
}
