/** Shows a link from a mail as a question instead of following it. */

import { getConfig } from "@/lib/config/config";
import { type Person, toPerson } from "@/lib/oauth2/claims/person";
import { OryError } from "@/lib/ory/error";
import { whoami } from "@/lib/ory/kratos-public";
import { toMailLinkView, toSignedInLinkView } from "@/lib/questions/mail-link";
import { isFlowId } from "@/lib/self-service/page/notes.server";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderConfirm } from "@/lib/web/render-confirm";
import { readUrl } from "@/lib/web/request-url";
import { isMailLink, requireRule } from "./relay-rules";

/**
 * Answers the link itself, GET or HEAD, without telling Kratos of it; its button posts to the same address, and the relay
 * follows the link then. Undefined for any other request.
 * @throws HttpError 404, 400 for a link with other parameters than Kratos writes into it
 */
export async function showMailLink(page: PageRequest): Promise<Response | undefined> {
  const url = readUrl(page.request);
  if (page.request.method === "POST" || !getConfig().kratos.relay || !isMailLink(url)) return undefined;
  // One that a mail program has cut is known without Kratos: `cut-link.server.ts`.
  if (!isFlowId(url.searchParams.get("flow") ?? "")) return undefined;
  const { search } = requireRule("POST", url);
  const kind = url.pathname.endsWith("/recovery") ? "recovery" : "verification";
  const action = `${getConfig().publicUrl.href}${url.pathname}${search}`;
  const { t } = page.context;
  const signedIn = kind === "recovery" ? await readSignedIn(page) : undefined;
  const view = signedIn
    ? toSignedInLinkView(t, { action }, { ...signedIn, stayHref: toPath("/account") })
    : toMailLinkView(t, { kind, action });
  return renderConfirm(page, view);
}

/**
 * A recovery signs in, in place of whoever is signed in here (threat F20), also of a session that lacks its second step, of
 * which Kratos says nothing more, and of one that Kratos cannot tell of now; a verification signs nobody in.
 */
async function readSignedIn({ caller }: PageRequest): Promise<{ person?: Person } | undefined> {
  try {
    const who = await whoami(caller);
    if (who.kind !== "session") return who.kind === "none" ? undefined : {};
    return { person: toPerson(who.session.identity, getConfig().oauth2.claims) };
  } catch (error) {
    if (error instanceof OryError) return {};
    throw error;
  }
}
