/** Reads the addresses that a signed-in person has already, to tell a change of settings that writes to a new one. */

import { whoami } from "@/lib/ory/kratos-public";
import { toCaller } from "@/lib/web/caller";

/** Every text among the identity's traits; none for somebody whose session does not say who they are. */
export async function readOwnAddresses(request: Request): Promise<Set<string>> {
  const who = await whoami(toCaller(request));
  const traits: unknown = who.kind === "session" ? who.session.identity.traits : undefined;
  return new Set(toTexts(traits));
}

function toTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(toTexts) : [];
}
