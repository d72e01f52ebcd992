/** A link from a mail, as a page with one button: whatever opens links (mail scanners, previews) uses up nothing. */

import { getConfig } from "@/lib/config/config";
import { isFlowId } from "@/lib/self-service/page/notes.server";
import type { PageRequest } from "@/lib/web/page-request";
import { renderConfirm } from "@/lib/web/render-confirm";
import { isMailLink, requireRule } from "./relay-rules";

/**
 * Answers the link itself, GET or HEAD, without asking Kratos; its button posts to the same address, and the relay follows
 * the link then. Undefined for any other request.
 * @throws HttpError 404, 400 for a link with other parameters than Kratos writes into it
 */
export function showMailLink(page: PageRequest): Promise<Response> | undefined {
  const url = new URL(page.request.url);
  if (page.request.method === "POST" || !getConfig().kratos.relay || !isMailLink(url)) return undefined;
  // One that a mail program has cut is known without Kratos: `cut-link.server.ts`.
  if (!isFlowId(url.searchParams.get("flow") ?? "")) return undefined;
  const { search } = requireRule("POST", url);
  const kind = url.pathname.endsWith("/recovery") ? "recovery" : "verification";
  const { t } = page.context;
  return renderConfirm(page, {
    testId: `${kind}-link`,
    title: t(`mailLink.${kind}.title`),
    lead: t(`mailLink.${kind}.lead`),
    actions: [
      {
        label: t(`mailLink.${kind}.open`),
        action: `${getConfig().publicUrl.href}${url.pathname}${search}`,
        fields: {},
        role: "primary",
        testId: "open-link",
      },
    ],
  });
}
