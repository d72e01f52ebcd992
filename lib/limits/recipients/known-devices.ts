/**
 * Knows a browser again in which somebody has signed in: strangers who use up an account's tries do not use up its own
 * (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */

import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Subject } from "@/lib/limits/rate-limit";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

/** Accounts that one browser is known at; the oldest falls out. */
const ACCOUNT_LIMIT = 5;

const NAME_BYTES = 9;

const subjectSchema = z.templateLiteral([z.string(), "~", z.string()]);

const cookie = sealedCookie({
  name: "known",
  ttlSeconds: 180 * 24 * 60 * 60,
  schema: z.object({ known: z.array(z.tuple([subjectSchema, z.string()])).max(ACCOUNT_LIMIT) }),
});

/** This browser's name at each account. */
export async function readKnownDevices(request: Request): Promise<Record<Subject, string>> {
  return Object.fromEntries(await read(request));
}

/** A Set-Cookie line by which the browser is known at this account from now on. */
export async function writeKnownDevice(request: Request, owner: Subject): Promise<string> {
  const before = await read(request);
  const name = new Map(before).get(owner) ?? randomBytes(NAME_BYTES).toString("base64url");
  const others = before.filter(([subject]) => subject !== owner);
  const known: [Subject, string][] = [[owner, name], ...others];
  return cookie.write({ known: known.slice(0, ACCOUNT_LIMIT) });
}

async function read(request: Request): Promise<[Subject, string][]> {
  return (await cookie.read(request))?.known ?? [];
}
