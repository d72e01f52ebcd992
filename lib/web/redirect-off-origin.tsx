/** Sends a person off this origin: by a page when a form's redirect chain may have led here, else by 303. */

import { InterstitialPage } from "@/components/document/interstitial-page";
import type { PageRequest } from "./page-request";
import { isWithinOwnPages, seeOther } from "./redirect";
import { renderDocument } from "./render-document";

/**
 * `form-action 'self'` confines every redirect of a chain that one of our forms started (architecture §5).
 * @param href checked by the caller: Hydra's origin, or where Kratos leads
 * @param targetLabel the app's name where it is known, else the host
 */
export function redirectOffOrigin(
  { request, context }: PageRequest,
  href: string,
  { setCookies = [], targetLabel }: { setCookies?: string[]; targetLabel?: string } = {},
): Response | Promise<Response> {
  if (!isWithinOwnPages(request)) return seeOther(href, setCookies);
  return renderDocument(
    <InterstitialPage context={context} view={{ href, targetLabel: targetLabel ?? new URL(href).host }} />,
    { setCookies },
  );
}
