/** Runs a console page's handler; what it throws becomes a document, and a log line that says why. */

import { ConsoleProblemPage } from "@/components/console/pages/problem-page";
import { SignInPage } from "@/components/console/pages/sign-in-page";
import { InterstitialPage } from "@/components/document/interstitial-page";
import type { ConsoleRoute } from "@/lib/pages";
import { forgetDone } from "@/lib/web/cookies/done";
import { HttpError } from "@/lib/web/http-error";
import { logProblem } from "@/lib/web/log-problem";
import { observeRequest } from "@/lib/web/observe-request";
import { withPage } from "@/lib/web/with-page";
import { requireConsoleOrigin } from "../forms/read-form.server";
import type { Permission } from "../operator/permissions";
import { requireOperator } from "../operator/require-operator.server";
import { SignInRequired } from "../problem";
import { toSignInView } from "../sign-in/sign-in-view.server";
import { isLedByAnotherSite } from "./automatic";
import { type ConsolePage, findChrome, type OperatorPage, toConsolePage } from "./console-page.server";
import { isConsoleRequest } from "./is-console-request.server";
import { renderConsole } from "./render-console.server";
import { toProblemView } from "./to-problem-view.server";

/**
 * A page of the console for anybody. Where the console is off, or elsewhere, it is like every path that is none.
 * @param route the route's own path with its variable parts named, `/console/sessions/{id}`: never values (threat L1)
 */
export function answerConsole(
  route: ConsoleRoute,
  request: Request,
  run: (page: ConsolePage) => Promise<Response>,
): Promise<Response> {
  if (!isConsoleRequest(request)) return answerNotThere(request);
  return observeRequest(route, request, async () => {
    try {
      return await run(toConsolePage(request));
    } catch (error) {
      return error instanceof SignInRequired
        ? renderSignIn(request, error)
        : renderProblem(route, request, error);
    }
  });
}

/** A page for operators with this permission. */
export function answerOperator(
  route: ConsoleRoute,
  permission: Permission,
  request: Request,
  run: (page: OperatorPage) => Promise<Response>,
): Promise<Response> {
  return answerConsole(route, request, async (page) => {
    // Before anything is read for it at another server, and before it counts as use of the session (threat C5).
    if (request.method === "POST") requireConsoleOrigin(request);
    const operatorPage = await requireOperator(page, permission);
    if (isLedByAnotherSite(request)) return askAnew(operatorPage);
    const answer = await run(operatorPage);
    if (answer.ok) for (const line of forgetDone(request)) answer.headers.append("set-cookie", line);
    return answer;
  });
}

/**
 * The same page by an address without a fragment, which a redirect would keep: a link can put the focus on a form's field, where
 * Enter sends the form, in a window that opens under a key which its own page asked people to hold (threat C7).
 */
function askAnew({ context, address }: OperatorPage): Promise<Response> {
  const view = { href: address, targetLabel: context.productName };
  return renderConsole(<InterstitialPage context={context} view={view} />);
}

function answerNotThere(request: Request): Promise<Response> {
  return withPage("*", request, async () => {
    throw new HttpError(404, "not-found");
  });
}

function renderSignIn(request: Request, { setCookies }: SignInRequired): Promise<Response> {
  const view = toSignInView(request);
  return renderConsole(<SignInPage context={findChrome(request)} view={view} />, { status: 401, setCookies });
}

function renderProblem(route: ConsoleRoute, request: Request, error: unknown): Promise<Response> {
  const { view, setCookies, headers } = toProblemView(request, error);
  logProblem(request, error, { route, status: view.status, problem: view.title });
  return renderConsole(<ConsoleProblemPage context={findChrome(request)} view={view} />, {
    status: view.status,
    setCookies,
    headers,
  });
}
