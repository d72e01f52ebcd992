/** Keeps what was typed into lists over a refused registration, in a sealed cookie: Kratos v1.3 forgets it. */

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

const cookie = sealedCookie({
  name: "lists",
  /** As long as somebody corrects a form. */
  ttlSeconds: 15 * 60,
  schema: z.object({ flowId: z.string(), lists: z.array(z.tuple([z.string(), z.string()])) }),
});

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const COOKIE_LIMIT = 3900;

/**
 * Set-Cookie lines after a form with lists was sent: what was typed, when Kratos leads back to the registration; the end
 * of it where that is too long.
 * @param location where Kratos leads
 */
export async function writeTypedLists(
  flowId: string,
  lists: [string, string][],
  location: string | undefined,
): Promise<string[]> {
  if (lists.length === 0 || !isRegistration(location, flowId)) return [];
  return [(await cookie.writeToFit({ flowId, lists }, COOKIE_LIMIT)) ?? cookie.drop()];
}

/** What was typed into this flow's lists. */
export async function readTypedLists(request: Request, flowId: string): Promise<URLSearchParams | undefined> {
  const typed = await cookie.read(request);
  return typed?.flowId === flowId ? new URLSearchParams(typed.lists) : undefined;
}

/** Whether this browser says that any lists were kept, be that true or not. */
export const hasTypedLists = (request: Request) => cookie.readValue(request) !== undefined;

function isRegistration(location: string | undefined, flowId: string): boolean {
  if (location === undefined || !URL.canParse(location)) return false;
  const { origin, basePath } = getConfig().publicUrl;
  const url = new URL(location);
  return (
    url.origin === origin &&
    url.pathname === `${basePath}/registration` &&
    url.searchParams.get("flow") === flowId
  );
}
