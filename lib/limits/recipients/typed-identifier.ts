/** Keeps what a person typed into a form that was refused for its number, so that it stands there when they come back. */

import { z } from "zod";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

/** Longer ones are no addresses, in characters. */
const LENGTH_LIMIT = 320;

const cookie = sealedCookie({
  name: "typed",
  // As long as a person waits before the page; a shared computer should not tell the next one.
  ttlSeconds: 15 * 60,
  schema: z.object({ typed: z.string(), flow: z.string().optional(), isNew: z.boolean().optional() }),
});

/** What was kept for any page; with a flow's id, what was kept for that flow alone too. */
export async function readTypedIdentifier(request: Request, flow?: string): Promise<string | undefined> {
  const kept = await cookie.read(request);
  return kept && (kept.flow === undefined || kept.flow === flow) ? kept.typed || undefined : undefined;
}

/** Whether this browser has just made an account that it was not signed in to. */
export async function hasNewAccount(request: Request): Promise<boolean> {
  return (await cookie.read(request))?.isNew ?? false;
}

/** Set-Cookie lines after a registration that ends without a session. @param typed the account's address or name, where it has one */
export async function keepNewAccount(typed = ""): Promise<string[]> {
  return [await cookie.write({ typed: typed.length > LENGTH_LIMIT ? "" : typed, isNew: true })];
}

/** Whether this browser says that anything was kept, be that true or not. */
export const hasTypedIdentifier = (request: Request) => cookie.readValue(request) !== undefined;

/**
 * Set-Cookie lines; none for what is no address or name.
 * @param flow the one flow whose page may read it; without, any page
 */
export async function keepTypedIdentifier(typed: string | undefined, flow?: string): Promise<string[]> {
  if (!typed || typed.length > LENGTH_LIMIT) return [];
  return [await cookie.write({ typed, ...(flow && { flow }) })];
}

/** Set-Cookie lines that forget it, where there is something to forget. */
export const forgetTypedIdentifier = cookie.dropIfSent;
