/** Where a sign-out ends: where Kratos leads, as its operator configured it, else on a page that says so. */

import { SignedOutPage } from "@/components/account/signed-out-page";
import { OryError } from "@/lib/ory/error";
import { createFlow } from "@/lib/ory/kratos-public";
import { isForSignedIn } from "@/lib/pages";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderDocument } from "@/lib/web/render-document";
import { toDestination, toTarget } from "@/lib/web/target";
import { dropFarewell, type Farewell, readFarewell, writeFarewell } from "./farewell.server";

export interface SignedOut {
  /** They make the browser forget what has ended. */
  setCookies: string[];
  /** Where Kratos leads now. */
  location?: string;
  farewell: Farewell;
}

export async function leaveSignedOut(
  page: PageRequest,
  { setCookies, location, farewell }: SignedOut,
): Promise<Response> {
  const target = location === undefined || farewell.isReturnRefused ? undefined : toTarget(location);
  if (target && !target.isOwn) return redirectOffOrigin(page, target.href, { setCookies });
  if (target && !isOwnEnd(target.href)) return seeOther(target.href, setCookies);
  return seeOther(toPath("/logout"), [...setCookies, await writeFarewell(farewell)]);
}

/** Whoever was signed out would be asked to sign in there, or is to read that it happened. */
function isOwnEnd(href: string): boolean {
  const path = new URL(href).pathname.slice(new URL(toUrl("/")).pathname.length - 1);
  return path === "/logout" || isForSignedIn(path);
}

/**
 * For somebody who is not signed in (any more).
 * @param returnTo where the sign-out was to lead
 * @param ended what was still to be ended of the apps, where something was
 */
export async function showSignedOut(
  page: PageRequest,
  returnTo: string | undefined,
  { setCookies, hasApps }: { setCookies: string[]; hasApps: boolean } = { setCookies: [], hasApps: false },
): Promise<Response> {
  const target = returnTo === undefined ? undefined : await toAllowedTarget(page, returnTo);
  if (target)
    return target.isOwn
      ? seeOther(target.href, setCookies)
      : redirectOffOrigin(page, target.href, { setCookies: [...setCookies, ...dropFarewell(page.request)] });
  const farewell = await readFarewell(page.request);
  return renderDocument(
    <SignedOutPage
      context={page.context}
      view={{
        account: farewell?.account,
        others: farewell?.others ?? 0,
        hasApps: farewell?.hasApps ?? hasApps,
        isReturnRefused: returnTo !== undefined || (farewell?.isReturnRefused ?? false),
        signInHref: toPath("/login"),
      }}
    />,
    { setCookies: [...setCookies, ...dropFarewell(page.request)] },
  );
}

/** Without a session Kratos judges an address only for a new flow, whose cookies nobody needs here. */
async function toAllowedTarget({ caller }: PageRequest, returnTo: string) {
  const destination = toDestination(returnTo);
  const target = destination === undefined ? undefined : toTarget(destination);
  if (!target || target.isOwn) return target;
  try {
    await createFlow("login", { returnTo: target.href }, caller);
    return target;
  } catch (error) {
    if (error instanceof OryError && error.kind === "status" && error.status === 400) return undefined;
    throw error;
  }
}
