/** Kratos' error as a page: what happened in words, the ways on from there, and the facts that support may ask for. */

import { ErrorPage, type ErrorView } from "@/components/self-service/error-page";
import { getConfig } from "@/lib/config/config";
import { findSingleWaitingApp } from "@/lib/oauth2/login/pending-request.server";
import { type ErrorCause, toFlowErrorView } from "@/lib/self-service/errors/flow-error";
import { toRequestId } from "@/lib/web/caller";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderDocument } from "@/lib/web/render-document";
import { findCancelLink } from "./app-request.server";

/** Causes that a person cannot end alone. */
const NEEDS_HELP: ReadonlySet<ErrorCause> = new Set(["account-off", "no-method"]);

interface ShownError {
  /** Kratos' answer, `{"error": {…}}`; an empty object for an error that it does not know. */
  error: object;
  /** Where the person was going, where that is known. */
  returnTo?: string;
  setCookies?: string[];
}

export async function showKratosError(
  page: PageRequest,
  { error, returnTo, setCookies }: ShownError,
): Promise<Response> {
  const { context, request } = page;
  const view = toFlowErrorView(error, context.t, { showsReason: getConfig().showsErrorReasons });
  const links = await toErrorWays(page, view.cause, returnTo);
  return renderDocument(
    <ErrorPage context={context} view={{ ...view, reference: toRequestId(request), links }} />,
    { status: view.status, setCookies },
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
  const { help } = page.context.brand.links;
  const signIn = {
    href: toPath("/login", { return_to: returnTo }),
    label: t(cause === "account-off" ? "error.otherAccount" : "error.toLogin"),
  };
  const recover = { href: toPath("/recovery", { return_to: returnTo }), label: t("way.recover") };
  const cancel = await findCancelLink(page, returnTo);
  return [
    ...(NEEDS_HELP.has(cause) && help ? [{ href: help, label: t("way.help") }] : []),
    ...(page.caller.hasSession ? toWaysOut(page) : [signIn]),
    ...(cause === "no-method" ? [recover] : []),
    ...(cancel ? [cancel] : []),
  ];
}

/** The account, or the way to it. */
export function toWaysOut({ context, caller }: PageRequest): { href: string; label: string }[] {
  return caller.hasSession
    ? [{ href: toPath("/account"), label: context.t("error.toAccount") }]
    : [{ href: toPath("/login"), label: context.t("error.toLogin") }];
}
