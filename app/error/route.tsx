/** `/error`: where Kratos (`?id=`) and Hydra (`?error=`) lead when a flow cannot go on. */

import { ErrorPage } from "@/components/self-service/error-page";
import { getConfig } from "@/lib/config/config";
import { toOAuth2ErrorProblem } from "@/lib/oauth2/shared/hydra-errors";
import { OryError } from "@/lib/ory/error";
import { getFlowError } from "@/lib/ory/kratos-public";
import { toFlowErrorView } from "@/lib/self-service/errors/flow-error";
import { toRequestId } from "@/lib/web/caller";
import { readQuery } from "@/lib/web/guards";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { refuseMethod } from "@/lib/web/refused-method";
import { renderDocument } from "@/lib/web/render-document";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/error", request, async (page) => {
    const { id } = readQuery(request, ["id", "error", "error_description", "error_hint"]);
    if (id) return showKratosError(page, id);
    return showHydraError(page);
  });
}

async function showKratosError(page: PageRequest, id: string): Promise<Response> {
  const { context, request } = page;
  let error: object;
  try {
    error = await getFlowError(id, page.caller);
  } catch (failure) {
    if (!(failure instanceof OryError) || failure.status !== 404) throw failure;
    error = {};
  }
  const view = toFlowErrorView(error, context.t, { showsReason: getConfig().showsErrorReasons });
  return renderDocument(
    <ErrorPage
      context={context}
      view={{ ...view, reference: toRequestId(request), links: toWaysOut(page) }}
    />,
    { status: view.status },
  );
}

/** Hydra's own words are never repeated: anybody can put any sentence into that query (threat F8). */
function showHydraError(page: PageRequest): Promise<Response> {
  const { context, request } = page;
  const { t } = context;
  const problem = toOAuth2ErrorProblem(new URL(request.url).searchParams);
  const status = problem?.status ?? 400;
  return renderDocument(
    <ErrorPage
      context={context}
      view={{
        title: t(problem?.titleKey ?? "oauth2-error.generic.title"),
        text: t(problem?.leadKey ?? "oauth2-error.generic.lead"),
        error: { id: problem?.code, code: status, reason: problem?.reason },
        reference: toRequestId(request),
        links: problem?.isSignOut ? [toSignOut(page), ...toWaysOut(page)] : toWaysOut(page),
      }}
    />,
    { status },
  );
}

/** Asks first, and only of what is there to be ended. */
function toSignOut({ context }: PageRequest): { href: string; label: string } {
  return { href: toPath("/logout"), label: context.t("logout.confirm") };
}

function toWaysOut({ context, caller }: PageRequest): { href: string; label: string }[] {
  return caller.hasSession
    ? [{ href: toPath("/account"), label: context.t("error.toAccount") }]
    : [{ href: toPath("/login"), label: context.t("error.toLogin") }];
}

export const POST = refuseMethod("/error", "GET, HEAD");
