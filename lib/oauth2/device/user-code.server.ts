/** Keeps the user code that was typed for a device until its consent page can show it (threat O17). */

import { z } from "zod";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

const cookie = sealedCookie({
  name: "device",
  // Hydra's `ttl.device_user_code` default: after it no device waits any more.
  ttlSeconds: 10 * 60,
  schema: z.object({ code: z.string() }),
});

export async function readTypedCode(request: Request): Promise<string | undefined> {
  return (await cookie.read(request))?.code;
}

export function writeTypedCode(code: string): Promise<string> {
  return cookie.write({ code });
}

export const dropTypedCode = cookie.drop;
