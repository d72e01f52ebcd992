/**
 * Forms whose answer is the page that says what was done, so that a reload of it sends the form again: this browser says that it
 * was carried out, to every instance, while there is nowhere else to keep that.
 */

import { createHash } from "node:crypto";
import { formatOwnCookie, OWN_COOKIE_PREFIX, readCookie } from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { getConsoleConfig } from "../get-console-config.server";
import { ConsoleProblem } from "../problem";

const PREFIX = `${OWN_COOKIE_PREFIX}console-carried-out-`;

/** @param token of the form: each that is drawn has one of its own @returns Set-Cookie lines */
export async function keepCarriedOut(token: string): Promise<string[]> {
  const name = toName(token);
  const seconds = Math.ceil(getConsoleConfig().sessionMs / 1000);
  return [formatOwnCookie(name, await seal({ isCarriedOut: true }, name, seconds), seconds)];
}

/** @throws ConsoleProblem 410 for a form that was */
export async function requireNotCarriedOut(request: Request, token: string): Promise<void> {
  const name = toName(token);
  const kept = readCookie(request, name);
  if (kept !== undefined && (await unseal(kept, name)) !== undefined) throw new ConsoleProblem(410, AGAIN);
}

const AGAIN = {
  title: "This was carried out already",
  text: "This very form was sent before, and its answer said what was done. Nothing was done now. To do it once more, open the page that it stands on again.",
};

function toName(token: string): string {
  return PREFIX + createHash("sha256").update(token).digest("base64url").slice(0, 16);
}
