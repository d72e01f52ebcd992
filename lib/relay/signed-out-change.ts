/** A change of settings that is sent once the session has ended: in another tab, by an operator, or by its age. */

import { getConfig } from "@/lib/config/config";
import { OryError } from "@/lib/ory/error";
import { whoami } from "@/lib/ory/kratos-public";
import { toCaller } from "@/lib/web/caller";
import { HttpError } from "@/lib/web/http-error";
import { readUrl } from "@/lib/web/request-url";
import { toTarget } from "@/lib/web/target";
import type { Relayed } from "./relayed";

const FORM = /^\/self-service\/settings$/;

/**
 * Kratos leads such a form to its plain sign-in page, which says nothing of the change: the page that says it is in its
 * place. Where it asks for a second step, or for the password once more, its address says so. Kratos v1.3 leads there, too,
 * while it cannot read its database: who is signed in is asked first.
 * @throws HttpError 401
 * @throws OryError where somebody is signed in, or it is not known
 */
export async function refuseSignedOutChange(request: Request, relayed: Relayed): Promise<void> {
  if (request.method !== "POST" || !FORM.test(readUrl(request).pathname)) return;
  const location = relayed.kind === "answer" ? relayed.response.headers.get("location") : null;
  if (location === null || toTarget(location)?.href !== `${getConfig().publicUrl.href}/login`) return;
  if ((await whoami(toCaller(request))).kind === "none") throw new HttpError(401, "signed-out");
  throw new OryError({ upstream: "kratos", operation: "relay", kind: "status", status: 503 });
}
