/** Says on a sign-in page which change of settings waits for it, and offers to drop that change (threat A5). */

import { LOGIN_REFRESH } from "@/lib/flow/messages";
import { toFlowReturnTo } from "@/lib/flow/to-flow-view";
import type { FlowKind } from "@/lib/flow/view";
import { isSameChange, readResumeAddress, readWaitingChange } from "@/lib/http/waiting-change";
import type { RawFlow } from "@/lib/ory/kratos";
import type { FlowExtras } from "./flow";
import { type Page, toPath } from "./page";

/**
 * The change is named on the very pages that lead on to it, whoever began them. A fresh settings page drops it, at Kratos
 * and here, so that a link there is all it takes.
 */
export async function toWaitingExtras(
  { request, chrome: { t } }: Page,
  kind: FlowKind,
  flow: RawFlow,
): Promise<Pick<FlowExtras, "lead" | "links" | "unsaid">> {
  const named = kind === "login" ? readResumeAddress(toFlowReturnTo(flow) ?? "") : undefined;
  if (!named) return {};
  const href = toPath("/settings");
  const change = await readWaitingChange(request);
  if (change && isSameChange(change, named)) {
    return {
      lead: t(`login.waiting.${change.kind}`),
      links: [{ testId: "cancel-link", href, label: t("login.dropChange") }],
    };
  }
  return {
    lead: t("login.waiting.gone"),
    unsaid: [LOGIN_REFRESH],
    links: [{ testId: "cancel-link", href, label: t("login.toSettings") }],
  };
}
