/** `/error`: where Kratos (`?id=`) and Hydra (`?error=`) lead when a flow cannot go on. */

import { ErrorPage, type ErrorView } from "@/components/self-service/error-page";
import { getConfig } from "@/lib/config/config";
import { findSingleWaitingApp } from "@/lib/oauth2/login/pending-request.server";
import { toOAuth2ErrorProblem } from "@/lib/oauth2/shared/hydra-errors";
import { OryError } from "@/lib/ory/error";
import { getFlowError } from "@/lib/ory/kratos-public";
import { type ErrorCause, toFlowErrorView } from "@/lib/self-service/errors/flow-error";
import { findCancelLink } from "@/lib/self-service/page/app-request.server";
import { toRequestId } from "@/lib/web/caller";
import { readQuery } from "@/lib/web/guards";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { refuseMethod } from "@/lib/web/refused-method";
import { renderDocument } from "@/lib/web/render-document";
import { toDestination } from "@/lib/web/target";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/error", request, async (page) => {
    const query = readQuery(request, ["id", "return_to", "error", "error_description", "error_hint"]);
    if (query.id) return showKratosError(page, query.id, query.return_to && toDestination(query.return_to));
    return showHydraError(page);
  });
}

async function showKratosError(
  page: PageRequest,
  id: string,
  returnTo: string | undefined,
): Promise<Response> {
  const { context, request } = page;
  let error: object;
  try {
    error = await getFlowError(id, page.caller);
  } catch (failure) {
    if (!(failure instanceof OryError) || failure.status !== 404) throw failure;
    error = {};
  }
  const view = toFlowErrorView(error, context.t);
  return renderDocument(
    <ErrorPage
      context={context}
      view={{
        ...view,
        reference: toRequestId(request),
        links: await toErrorWays(page, view.cause, returnTo),
      }}
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
        error: { id: problem?.code, code: status },
        reference: toRequestId(request),
        links: toWaysOut(page),
      }}
    />,
    { status },
  );
}

/** Out of it, with what the person came for; whoever has no account that works needs somebody to ask, or the app. */
async function toErrorWays(
  page: PageRequest,
  cause: ErrorCause,
  asked: string | undefined,
): Promise<ErrorView["links"]> {
  const { t } = page.context;
  const returnTo = asked ?? (await findSingleWaitingApp(page.request))?.path;
  const { help } = getConfig().links;
  const cancel = await findCancelLink(page, returnTo);
  return [
    ...(NEEDS_HELP.has(cause) && help ? [{ href: help, label: t("way.help") }] : []),
    ...(page.caller.hasSession
      ? toWaysOut(page)
      : [
          {
            href: toPath("/login", { return_to: returnTo }),
            label: t(cause === "account-off" ? "error.otherAccount" : "error.toLogin"),
          },
        ]),
    ...(cause === "no-method"
      ? [{ href: toPath("/recovery", { return_to: returnTo }), label: t("way.recover") }]
      : []),
    ...(cancel ? [cancel] : []),
  ];
}

const NEEDS_HELP: ReadonlySet<ErrorCause> = new Set(["account-off", "no-method"]);

function toWaysOut({ context, caller }: PageRequest): { href: string; label: string }[] {
  return caller.hasSession
    ? [{ href: toPath("/account"), label: context.t("error.toAccount") }]
    : [{ href: toPath("/login"), label: context.t("error.toLogin") }];
}

export const POST = refuseMethod("/error", "GET, HEAD");
