/** Shows a link from a mail as a question instead of following it. */

import { getConfig } from "@/lib/config/config";
import { toMailLinkView } from "@/lib/questions/mail-link";
import { isFlowId } from "@/lib/self-service/page/notes.server";
import type { PageRequest } from "@/lib/web/page-request";
import { renderConfirm } from "@/lib/web/render-confirm";
import { readUrl } from "@/lib/web/request-url";
import { isMailLink, requireRule } from "./relay-rules";

/**
 * Answers the link itself, GET or HEAD, without asking Kratos; its button posts to the same address, and the relay follows
 * the link then. Undefined for any other request.
 * @throws HttpError 404, 400 for a link with other parameters than Kratos writes into it
 */
export function showMailLink(page: PageRequest): Promise<Response> | undefined {
  const url = readUrl(page.request);
  if (page.request.method === "POST" || !getConfig().kratos.relay || !isMailLink(url)) return undefined;
  // One that a mail program has cut is known without Kratos: `cut-link.server.ts`.
  if (!isFlowId(url.searchParams.get("flow") ?? "")) return undefined;
  const { search } = requireRule("POST", url);
  const kind = url.pathname.endsWith("/recovery") ? "recovery" : "verification";
  const action = `${getConfig().publicUrl.href}${url.pathname}${search}`;
  return renderConfirm(page, toMailLinkView(page.context.t, kind, action));
}
