/** Says on a sign-in page which change of settings waits for it, and offers to drop that change (threat A5). */

import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { LOGIN_REFRESH } from "@/lib/self-service/kratos-names";
import { toFlowReturnTo } from "@/lib/self-service/to-flow-view";
import type { FlowKind } from "@/lib/self-service/view";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import type { FlowExtras } from "./flow-extras";
import { isSameChange, readResumeAddress, readWaitingChange } from "./waiting-change.server";

/**
 * The change is named on the very pages that lead on to it, whoever began them. A fresh settings page drops it, at Kratos
 * and here, so that a link there is all it takes.
 */
export async function toWaitingExtras(
  { request, context: { t } }: PageRequest,
  kind: FlowKind,
  flow: KratosFlow,
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
