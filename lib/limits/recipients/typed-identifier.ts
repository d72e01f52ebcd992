/** Keeps what a person typed into a form that was refused for its number, so that it stands there when they come back. */

import { z } from "zod";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

/** Longer ones are no addresses, in characters. */
const LENGTH_LIMIT = 320;

const cookie = sealedCookie({
  name: "typed",
  // As long as a person waits before the page; a shared computer should not tell the next one.
  ttlSeconds: 15 * 60,
  schema: z.object({ typed: z.string() }),
});

export async function readTypedIdentifier(request: Request): Promise<string | undefined> {
  return (await cookie.read(request))?.typed;
}

/** Set-Cookie lines; none for what is no address or name. */
export async function keepTypedIdentifier(typed: string | undefined): Promise<string[]> {
  return typed && typed.length <= LENGTH_LIMIT ? [await cookie.write({ typed })] : [];
}

/** Set-Cookie lines that forget it, where there is something to forget. */
export const forgetTypedIdentifier = cookie.dropIfSent;
