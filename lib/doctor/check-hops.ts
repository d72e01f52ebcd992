/** Finds a FOYER_TRUSTED_PROXY_HOPS that is not the number of proxies, by a request that claims addresses. */

import { toHeaderValues } from "@/lib/ory/exchange";
import { type Forwarding, readForwarding, toForwardingQuestion } from "@/lib/web/told-forwarding";
import { ask, isSilent } from "./ask";
import type { Finding } from "./finding";

/** A page that asks nobody anything. */
const PAGE = "/.well-known/change-password";

/** As many as FOYER_TRUSTED_PROXY_HOPS may be: of documentation alone (RFC 5737), so that no proxy writes one. */
const CLAIMED = Array.from({ length: 10 }, (_, index) => `192.0.2.${index + 1}`);

/** @param href the address that people see */
export async function checkHops(href: string): Promise<Finding[]> {
  const headers = { ...(await toForwardingQuestion()), "x-forwarded-for": CLAIMED.join(", ") };
  const answer = await ask(href + PAGE, { headers });
  if (isSilent(answer)) return [];
  const forwarding = readForwarding((name) => toHeaderValues(answer.headers[name])[0]);
  return forwarding ? compareHops(forwarding) : [];
}

/** What stands behind the claims, proxies have appended; without claims, all of it. */
function compareHops({ hops, chain }: Forwarding): Finding[] {
  const appended = chain.length - 1 - chain.lastIndexOf(CLAIMED.at(-1) ?? "");
  if (appended === hops) return [];
  const isClaimed = CLAIMED.includes(chain.at(-hops) ?? "");
  const follows =
    hops < appended
      ? "everybody has a proxy's address, and all share one limit"
      : isClaimed
        ? "whoever sends X-Forwarded-For chooses the address by which limits count them, and which Kratos lists with their session"
        : "X-Forwarded-For has no such entry, everybody has the last proxy's address, and all share one limit";
  return [
    {
      severity: "warning",
      setting: "FOYER_TRUSTED_PROXY_HOPS",
      found: `It is ${hops}, and of a request to the public address, sent from here, X-Forwarded-For came with ${toEntries(appended)} of proxies: if people come the same way, ${follows}.`,
      change: `environment: FOYER_TRUSTED_PROXY_HOPS=${appended}`,
    },
  ];
}

function toEntries(count: number): string {
  return count === 1 ? "1 entry" : `${count === 0 ? "no" : count} entries`;
}
