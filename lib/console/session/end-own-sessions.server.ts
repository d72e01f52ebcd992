/** What somebody ends of their own account ends in the console too, where they are an operator. */

import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import { toRedisReason } from "@/lib/store/redis-reason";
import { toRequestId } from "@/lib/web/caller";
import { isSameOperator } from "../operator/operator";
import { endOtherSessions, endProviderSessions, readConsoleSession } from "./sessions.server";

/**
 * Ends a person's sessions in the console: which of them came of the one that they ended no provider but Kratos tells, and
 * whoever has the device that they ended it for would go on here (threat C5). Nothing where the console is off, or where it
 * asks Kratos itself at every page.
 * @param isAll with the one that this browser has
 */
export async function endOwnConsoleSessions(
  request: Request,
  identityId: string,
  { isAll = false }: { isAll?: boolean } = {},
): Promise<void> {
  const signIn = getConfig().console?.signIn;
  if (!signIn || signIn.kind === "kratos") return;
  const who = { issuer: signIn.issuer, subject: identityId };
  try {
    const here = isAll ? undefined : await readConsoleSession(request);
    if (here && isSameOperator(here, who)) await endOtherSessions(who, here.handle);
    else await endProviderSessions(who.issuer, { subject: who.subject });
  } catch (error) {
    // Nobody's own sessions are kept from ending by a store that few of them have anything in.
    getLogger().error({
      event: "console-sessions-kept",
      requestId: toRequestId(request),
      error: toRedisReason(error),
    });
  }
}
