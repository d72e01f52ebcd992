/** Remembers in the browser which scopes were granted to which app, so that consent can say what is new. */

import { createHash } from "node:crypto";
import { z } from "zod";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";

/*
 * Hydra lists a subject's consents, but asking it again for each consent page would be a second Hydra read in every
 * request (architecture §5: at most one). The browser in which consent was given is the one that is asked again.
 */

const ENTRY_LIMIT = 20;
const COOKIE_LIMIT = 4000;

const grantsSchema = z.array(z.object({ key: z.string(), scopes: z.array(z.string()) }));

type Grants = z.output<typeof grantsSchema>;

const cookie = sealedCookie({
  name: "grants",
  ttlSeconds: 365 * 24 * 60 * 60,
  schema: z.object({ grants: grantsSchema }),
});

/** Scopes that this subject granted to this client in this browser. */
export function toGrantedScopes(grants: Grants, subject: string, clientId: string): string[] {
  const key = toKey(subject, clientId);
  return grants.find((grant) => grant.key === key)?.scopes ?? [];
}

/** Set-Cookie lines that add a grant; the oldest fall out. */
export async function writeGrantedScopes(
  request: Request,
  subject: string,
  clientId: string,
  scopes: string[],
): Promise<string[]> {
  const key = toKey(subject, clientId);
  const all = await readGrants(request);
  const before = all.find((grant) => grant.key === key)?.scopes ?? [];
  const others = all.filter((grant) => grant.key !== key);
  return write([{ key, scopes: [...new Set([...before, ...scopes])] }, ...others].slice(0, ENTRY_LIMIT));
}

/** Set-Cookie lines that forget one client's grant, or all. */
export async function forgetGrantedScopes(
  request: Request,
  subject: string,
  clientId?: string,
): Promise<string[]> {
  if (clientId === undefined) return [cookie.drop()];
  const key = toKey(subject, clientId);
  return write((await readGrants(request)).filter((grant) => grant.key !== key));
}

/** Everything that was granted in this browser; opened while Hydra and Kratos are being asked. */
export async function readGrants(request: Request): Promise<Grants> {
  return (await cookie.read(request))?.grants ?? [];
}

async function write(grants: Grants): Promise<string[]> {
  const line = await cookie.writeToFit({ grants }, COOKIE_LIMIT);
  if (line === undefined) return grants.length > 1 ? write(grants.slice(0, -1)) : [];
  return [line];
}

function toKey(subject: string, clientId: string): string {
  return createHash("sha256")
    .update(JSON.stringify([subject, clientId]))
    .digest("base64url")
    .slice(0, 16);
}
