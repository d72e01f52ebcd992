/** For somebody who is signed in already and was to be led on to a place that is not allowed (threat F7). */

import { ProblemPage } from "@/components/document/problem-page";
import { toRequestId } from "@/lib/web/caller";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderDocument } from "@/lib/web/render-document";
import { logReturnRefused } from "./notes.server";

const BAD_REQUEST = 400;

export function showReturnRefused({ request, context }: PageRequest, returnTo: string): Promise<Response> {
  const { t } = context;
  logReturnRefused(returnTo);
  return renderDocument(
    <ProblemPage
      context={context}
      view={{
        status: BAD_REQUEST,
        title: t("error.self_service_flow_return_to_forbidden.title"),
        happened: t("error.self_service_flow_return_to_forbidden.text"),
        reference: toRequestId(request),
        retry: { href: toPath("/welcome"), label: t("problem.home") },
      }}
    />,
    { status: BAD_REQUEST },
  );
}
