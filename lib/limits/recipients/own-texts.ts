/** Reads what stands in a signed-in person's traits already, to tell a change of settings that writes to somebody new. */

import { whoami } from "@/lib/ory/kratos-public";
import { type PlacedText, toPlacedTexts } from "@/lib/relay/form/placed-text";
import { toCaller } from "@/lib/web/caller";

/** None for somebody whose session does not say who they are. */
export async function readOwnTexts(request: Request): Promise<ReadonlySet<PlacedText>> {
  const who = await whoami(toCaller(request));
  return new Set(who.kind === "session" ? toPlacedTexts(who.session.identity.traits) : []);
}
