/** `/error`: where Kratos (`?id=`) and Hydra (`?error=`) lead when a flow cannot go on. */

import { answer } from "@/app/_page/answer";
import { type Page, toPath } from "@/app/_page/page";
import { refuseMethod } from "@/app/_page/refused-method";
import { ErrorPage } from "@/components/flow/error-page";
import { toFlowErrorView } from "@/lib/flow/flow-error";
import { toRequestId } from "@/lib/http/caller";
import { readQuery } from "@/lib/http/guards";
import { renderDocument } from "@/lib/http/render-document";
import { toOAuth2ErrorProblem } from "@/lib/oauth2/hydra-errors";
import { OryError } from "@/lib/ory/error";
import { getFlowError } from "@/lib/ory/kratos";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/error", request, async (page) => {
    const { id } = readQuery(request, ["id", "error", "error_description", "error_hint"]);
    if (id) return showKratosError(page, id);
    return showHydraError(page);
  });
}

async function showKratosError(page: Page, id: string): Promise<Response> {
  const { chrome, request } = page;
  let error: object;
  try {
    error = await getFlowError(id, page.caller);
  } catch (failure) {
    if (!(failure instanceof OryError) || failure.status !== 404) throw failure;
    error = {};
  }
  const view = toFlowErrorView(error, chrome.t);
  return renderDocument(
    <ErrorPage chrome={chrome} view={{ ...view, reference: toRequestId(request), links: toWaysOut(page) }} />,
    { status: view.status },
  );
}

/** Hydra's own words are never repeated: anybody can put any sentence into that query (threat F8). */
function showHydraError(page: Page): Promise<Response> {
  const { chrome, request } = page;
  const { t } = chrome;
  const problem = toOAuth2ErrorProblem(new URL(request.url).searchParams);
  const status = problem?.status ?? 400;
  return renderDocument(
    <ErrorPage
      chrome={chrome}
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

function toWaysOut({ chrome, caller }: Page): { href: string; label: string }[] {
  return caller.hasSession
    ? [{ href: toPath("/account"), label: chrome.t("error.toAccount") }]
    : [{ href: toPath("/login"), label: chrome.t("error.toLogin") }];
}

export const POST = refuseMethod("/error", "GET, HEAD");
