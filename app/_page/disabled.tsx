/** A flow that the operator switched off: says so, and leads on to signing in with the destination kept. */

import { ProblemPage } from "@/components/document/problem-page";
import { toRequestId } from "@/lib/http/caller";
import { renderDocument } from "@/lib/http/render-document";
import type { SwitchableFlow } from "@/lib/ory/flow-switches";
import { type Page, toPath } from "./page";

const FORBIDDEN = 403;

export function showDisabled(
  { request, chrome, caller }: Page,
  kind: SwitchableFlow,
  returnTo: string | undefined,
): Promise<Response> {
  const { t } = chrome;
  const name = `problem.${kind}-disabled` as const;
  const way = caller.hasSession
    ? { href: toPath("/account"), label: t("problem.home") }
    : { href: toPath("/login", { return_to: returnTo }), label: t("problem.toLogin") };
  return renderDocument(
    <ProblemPage
      chrome={chrome}
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
