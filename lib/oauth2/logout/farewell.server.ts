/** What the page after a sign-out says of it, once: kept in a sealed cookie from the sign-out to that page. */

import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { toPerson } from "@/lib/oauth2/claims/person";
import { OryError } from "@/lib/ory/error";
import { listMySessions, type Whoami } from "@/lib/ory/kratos-public";
import { sealedCookie } from "@/lib/web/cookies/own-cookie";
import type { PageRequest } from "@/lib/web/page-request";

const farewellSchema = z.object({
  /** Who was signed in; absent where nothing of the account may be shown yet (threat F11). */
  account: z.object({ label: z.string(), email: z.string().optional() }).optional(),
  /** Other browsers and devices that the account is still signed in on. */
  others: z.number(),
  /** Apps were signed in to in this browser. */
  hasApps: z.boolean(),
  /** Where the person was to be led is not allowed. */
  isReturnRefused: z.boolean(),
});

export type Farewell = z.output<typeof farewellSchema>;

const cookie = sealedCookie({
  name: "farewell",
  // From one page to the next; whoever uses the browser then reads no names.
  ttlSeconds: 60,
  schema: farewellSchema,
});

export const readFarewell = cookie.read;
export const writeFarewell = cookie.write;
export const dropFarewell = cookie.dropIfSent;

/** Asked before the session ends; what cannot be counted is not spoken of. */
export async function toFarewell({ caller }: PageRequest, who: Whoami, hasApps: boolean): Promise<Farewell> {
  const account =
    who.kind === "session" ? toPerson(who.session.identity, getConfig().oauth2.claims) : undefined;
  return { account, others: account ? await countOthers(caller) : 0, hasApps, isReturnRefused: false };
}

/** Rows that are read where Kratos does not say how many there are. */
const FEW = 5;

async function countOthers(caller: PageRequest["caller"]): Promise<number> {
  try {
    const { rows, total } = await listMySessions({ page: 1, perPage: FEW }, caller);
    return total ?? rows.length;
  } catch (error) {
    if (error instanceof OryError) return 0;
    throw error;
  }
}
