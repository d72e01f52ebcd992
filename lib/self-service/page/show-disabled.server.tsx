/** A flow that the operator switched off: says so, and leads on to signing in with the destination kept. */

import { ProblemPage } from "@/components/document/problem-page";
import type { SwitchableFlow } from "@/lib/ory/cached/flow-switches";
import { toRequestId } from "@/lib/web/caller";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderDocument } from "@/lib/web/render-document";

const FORBIDDEN = 403;

export function showDisabled(
  { request, context, caller }: PageRequest,
  kind: SwitchableFlow,
  returnTo: string | undefined,
): Promise<Response> {
  const { t } = context;
  const name = `problem.${kind}-disabled` as const;
  const way = caller.hasSession
    ? { href: toPath("/account"), label: t("problem.home") }
    : { href: toPath("/login", { return_to: returnTo }), label: t("problem.toLogin") };
  return renderDocument(
    <ProblemPage
      context={context}
      view={{
        status: FORBIDDEN,
        title: t(`${name}.title`),
        happened: t(`${name}.text`),
        next: t(`${name}.next`),
        reference: toRequestId(request),
        retry: way,
      }}
    />,
    { status: FORBIDDEN },
  );
}
