/**
 * Remembers in which order this browser opened an app's sign-ins and consents, shown or answered at once, or the page for a
 * device's code. Hydra keeps one CSRF cookie a client, and one for all devices, so it can finish only the newest (hydra#3757).
 */

import { createHash } from "node:crypto";
import { PENDING_REQUEST_SECONDS } from "@/lib/oauth2/login/pending-request";
import { ownCookie } from "@/lib/web/cookies/own-cookie";

/* Not sealed: whoever changes it in their own browser is led to ask once more, and no further. */
const cookie = ownCookie({ name: "consents", ttlSeconds: PENDING_REQUEST_SECONDS });
const SEPARATOR = "~";
const MAXIMUM_ENTRIES = 14;
const KEY_LENGTH = 16;

/** Stands for all that is answered without a page: nobody comes back to one, so that a client needs to have its newest alone. */
const ANSWERED = "answered";

/**
 * Set-Cookie lines that remember a page at its first sight; a refresh does not make it newer.
 * @param more `isAnswered` without a page: however many renewals an app makes, they put no page out that somebody sees
 */
export function writeOpenPage(
  request: Request,
  clientId: string,
  challenge: string,
  { isAnswered = false } = {},
): string[] {
  const entries = readEntries(request);
  if (entries.includes(toEntry(clientId, challenge))) return [];
  const entry = toEntry(clientId, isAnswered ? ANSWERED : challenge);
  const kept = [...entries.filter((other) => other !== entry), entry].slice(-MAXIMUM_ENTRIES);
  return [cookie.write(kept.join(SEPARATOR))];
}

/** Set-Cookie lines that remember a page as answered, where it stands among the others. */
export function writeAnsweredPage(request: Request, clientId: string, challenge: string): string[] {
  const entry = toEntry(clientId, challenge);
  const entries = readEntries(request);
  if (!entries.includes(entry)) return [];
  const answered = toAnsweredEntry(clientId, challenge);
  return [cookie.write(entries.map((other) => (other === entry ? answered : other)).join(SEPARATOR))];
}

/** Whether this page was answered here; false where nothing is known of it. */
export function isAnsweredPage(request: Request, clientId: string, challenge: string): boolean {
  return readEntries(request).includes(toAnsweredEntry(clientId, challenge));
}

/** Whether no other page of this client was opened after this one; true where nothing is known. */
export function isNewestPage(request: Request, clientId: string, challenge: string): boolean {
  const newest = readEntries(request).findLast((entry) => entry.startsWith(toKey(clientId)));
  return (
    newest === undefined ||
    newest === toEntry(clientId, challenge) ||
    newest === toAnsweredEntry(clientId, challenge)
  );
}

/** Whether this page was opened here, and waits for its answer; false where nothing is known of it. */
export function isOpenPage(request: Request, clientId: string, challenge: string): boolean {
  return readEntries(request).includes(toEntry(clientId, challenge));
}

/** Whether this page was opened here before another one of this client; false where nothing is known of it. */
export function isSuperseded(request: Request, clientId: string, challenge: string): boolean {
  return isOpenPage(request, clientId, challenge) && !isNewestPage(request, clientId, challenge);
}

function readEntries(request: Request): string[] {
  return cookie.readValue(request)?.split(SEPARATOR).slice(-MAXIMUM_ENTRIES) ?? [];
}

function toEntry(clientId: string, challenge: string): string {
  return toKey(clientId) + toKey(challenge);
}

function toAnsweredEntry(clientId: string, challenge: string): string {
  return toEntry(clientId, `${ANSWERED} ${challenge}`);
}

function toKey(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, KEY_LENGTH);
}
