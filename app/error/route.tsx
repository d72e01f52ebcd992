/** `/error`: where Kratos (`?id=`) and Hydra (`?error=`) lead when a flow cannot go on. */

import { ErrorPage } from "@/components/self-service/error-page";
import { getConfig } from "@/lib/config/config";
import { toOAuth2ErrorProblem } from "@/lib/oauth2/shared/hydra-errors";
import { OryError } from "@/lib/ory/error";
import { isAble } from "@/lib/ory/health";
import { getFlowError } from "@/lib/ory/kratos-public";
import { showKratosError, toWaysOut } from "@/lib/self-service/page/show-error.server";
import { toRequestId } from "@/lib/web/caller";
import { readQuery } from "@/lib/web/guards";
import { type PageRequest, withReturnPath } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { refuseMethod } from "@/lib/web/refused-method";
import { renderDocument } from "@/lib/web/render-document";
import { readUrl } from "@/lib/web/request-url";
import { toDestination } from "@/lib/web/target";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/error", request, async (page) => {
    const query = readQuery(request, ["id", "return_to", "error", "error_description", "error_hint"]);
    if (!query.id) return showHydraError(page);
    const error = await readKratosError(page, query.id);
    return showKratosError(page, { error, returnTo: query.return_to && toDestination(query.return_to) });
  });
}

/** An empty object for an error that Kratos does not know (any more). */
async function readKratosError({ caller }: PageRequest, id: string): Promise<object> {
  try {
    return await getFlowError(id, caller);
  } catch (failure) {
    if (!(failure instanceof OryError) || failure.status !== 404) throw failure;
    return {};
  }
}

/** Hydra's own words are never repeated: anybody can put any sentence into that query (threat F8). */
async function showHydraError(page: PageRequest): Promise<Response> {
  const { request } = page;
  const said = readUrl(request).searchParams;
  const problem = toOAuth2ErrorProblem((await isOfFault(said)) ? OF_FAULT : said);
  const context = withReturnPath(
    page.context,
    toPath("/error", problem?.code ? { error: problem.code } : {}),
  );
  const { t } = context;
  const status = problem?.status ?? 400;
  return renderDocument(
    <ErrorPage
      context={context}
      view={{
        title: t(problem?.titleKey ?? "error.unknown.title"),
        text: t(problem?.leadKey ?? "error.unknown.text"),
        error: { id: problem?.code, code: status, reason: problem?.reason },
        reference: toRequestId(request),
        links: problem?.isSignOut ? [toSignOut(page), ...toWaysOut(page)] : toWaysOut(page),
      }}
    />,
    { status },
  );
}

const OF_FAULT = new URLSearchParams({ error: "temporarily_unavailable" });

/** Whether Hydra knows no app at all at the moment: nobody is to be told that theirs is not registered. */
async function isOfFault(said: URLSearchParams): Promise<boolean> {
  const isHydras = said.get("error") === "invalid_client" && getConfig().hydra !== undefined;
  return isHydras && !(await isAble("hydra"));
}

/** Asks first, and only of what is there to be ended. */
function toSignOut({ context }: PageRequest): { href: string; label: string } {
  return { href: toPath("/logout"), label: context.t("logout.confirm") };
}

export const POST = refuseMethod("/error", "GET, HEAD");
