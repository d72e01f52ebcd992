/** Runs a page's handler, turns what it throws into a document, and logs why. */

import { ProblemPage, type ProblemView } from "@/components/document/problem-page";
import { getConfig } from "@/lib/config/config";
import type { Translate } from "@/lib/i18n/translate";
import type { RouteName } from "@/lib/pages";
import { logProblem } from "./log-problem";
import { observeRequest } from "./observe-request";
import { type PageRequest, toPageContext, toPageRequest } from "./page-request";
import { toPath } from "./paths";
import { toProblem } from "./problem";
import type { Problem, ProblemName } from "./problem-names";
import { renderDocument } from "./render-document";

/** @param route the route's own path, `/login`: never the URL, which may hold a challenge (threat L1) */
export function withPage(
  route: RouteName,
  request: Request,
  run: (page: PageRequest) => Promise<Response>,
): Promise<Response> {
  return observeRequest(route, request, () => respond(route, request, run));
}

async function respond(
  route: RouteName,
  request: Request,
  run: (page: PageRequest) => Promise<Response>,
): Promise<Response> {
  try {
    return await run(await toPageRequest(request));
  } catch (error) {
    const problem = toProblem(error, request);
    logProblem(request, error, { route, status: problem.status, problem: problem.name });
    return renderProblem(request, problem);
  }
}

/** What ends with the words "sign in again". */
const SIGNED_OUT: ReadonlySet<ProblemName> = new Set(["signed-out", "duplicate-cookie"]);

/** What ends with where its button leads: elsewhere the way on is in the app, or on the page before. */
const NAMES_ITS_WAY: ReadonlySet<ProblemName> = new Set([...SIGNED_OUT, "not-found"]);

/** What was not even looked at. */
const REFUSED_FOR_NUMBER: ReadonlySet<ProblemName> = new Set(["too-many-requests", "too-many-sends"]);

function toWayOn(
  { startAgain, retryHref }: Problem,
  { isFault, isRead, t }: { isFault: boolean; isRead: boolean; t: Translate },
): ProblemView["retry"] {
  if (startAgain !== undefined) return { href: startAgain, label: t("way.start-again") };
  if (!isFault || !retryHref) return undefined;
  return { href: retryHref, ...(!isRead && { label: t("problem.back"), isBack: true }) };
}

/**
 * A page that was refused for two sign-ins asks for one itself now that both are gone, and knows what for. Any other by its whole
 * address: Kratos takes a path for one on the host of its own default destination, which may be an app's.
 */
function toSignIn({ name, retryHref }: Problem, isRead: boolean): string {
  if (name === "duplicate-cookie" && isRead && retryHref) return retryHref;
  return toPath("/login", { return_to: retryHref && getConfig().publicUrl.origin + retryHref });
}

async function renderProblem(request: Request, problem: Problem): Promise<Response> {
  const context = await toPageContext(request);
  const { t } = context;
  const { status, name, reference, retryAfterSeconds } = problem;
  const isRead = request.method === "GET";
  const isFault = status >= 500 || status === 429;
  const way = SIGNED_OUT.has(name)
    ? { href: toSignIn(problem, isRead), label: t("problem.toLogin") }
    : { href: toPath("/account"), label: t("problem.home") };
  return renderDocument(
    <ProblemPage
      context={context}
      view={{
        status,
        title: t(`problem.${name}.title`),
        happened: t(`problem.${name}.text`),
        next: t(`problem.${name}.next`),
        // A post that was refused for its number was not looked at: there is nothing to warn of.
        isSafeToRetry: isFault && !REFUSED_FOR_NUMBER.has(name) ? isRead : undefined,
        reference,
        retryAfterSeconds,
        retry: NAMES_ITS_WAY.has(name) ? way : toWayOn(problem, { isFault, isRead, t }),
        links: NAMES_ITS_WAY.has(name) ? undefined : [way],
      }}
    />,
    { status, headers: problem.headers, setCookies: problem.setCookies },
  );
}
