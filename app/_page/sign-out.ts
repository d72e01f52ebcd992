/** Ends what this browser is signed in to: Kratos' session, and Hydra's with it. */

import { getConfig } from "@/lib/config";
import { dropLoginSession, readLoginSession } from "@/lib/http/login-session";
import { audit } from "@/lib/observe/audit";
import { OryError } from "@/lib/ory/error";
import { revokeLoginSession } from "@/lib/ory/hydra";
import { endSession } from "@/lib/ory/kratos";
import type { Page } from "./page";

/**
 * Kratos first: it is what counts. Hydra's login session is known by the `sid` that was sealed when it began; ending
 * it by `sid` lets back-channel clients hear of it (architecture §5).
 * @returns cookies that make the browser forget both
 * @throws OryError when one of them could not be ended
 */
export async function signOut({ request, caller }: Page): Promise<string[]> {
  const login = await readLoginSession(request);
  const setCookies = await endSession(caller);
  if (login && getConfig().hydra) await endLoginSession(login.sid, caller);
  audit(request, "sign-out", { subject: login?.subject, by: "person" });
  return [...setCookies, dropLoginSession()];
}

/** Ends Kratos' session alone, so that somebody else can go on with what is under way: another account, recovery. */
export async function makeRoom({ request, caller }: Page): Promise<string[]> {
  const setCookies = await endSession(caller);
  if (caller.hasSession) audit(request, "sign-out", { by: "person" });
  return setCookies;
}

async function endLoginSession(sid: string, caller: Page["caller"]): Promise<void> {
  try {
    await revokeLoginSession(sid, caller);
  } catch (error) {
    // A login session that is over already is what was wanted.
    if (!(error instanceof OryError) || error.status !== 404) throw error;
  }
}
