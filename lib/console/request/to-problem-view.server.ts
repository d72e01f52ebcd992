/** Turns whatever a console handler threw into what its page says. */

import { getEnglish } from "@/lib/i18n/languages";
import { toRequestId } from "@/lib/web/caller";
import { HttpError } from "@/lib/web/http-error";
import { toProblem } from "@/lib/web/problem";
import { readUrl } from "@/lib/web/request-url";
import { isTooLarge, OryError } from "../../ory/error";
import { getConsoleConfig } from "../get-console-config.server";
import { SERVER_NAMES } from "../ory/server-names";
import { ConsoleProblem, type ConsoleProblemView } from "../problem";
import { StoreUnavailable } from "../store/redis-store.server";
import { toConsolePath } from "./console-page.server";

interface Answer {
  view: ConsoleProblemView;
  setCookies: string[];
  headers: Record<string, string>;
}

export function toProblemView(request: Request, error: unknown): Answer {
  const home = { href: toConsolePath(""), label: "Console home" };
  if (error instanceof ConsoleProblem) {
    const { links = [], ...rest } = error.view;
    const own = links.map(({ path, label }) => ({ href: toConsolePath(path), label }));
    // What waits to be carried on again has its own link, and no page before this one any more.
    const back = links.some(({ path }) => path.startsWith("/step-up")) ? [] : toBack(request, error.status);
    const all = [...back, ...own, home];
    const view = { ...rest, status: error.status, reference: toRequestId(request), links: all };
    return { view, setCookies: error.setCookies, headers: {} };
  }
  if (error instanceof OryError && error.status === 404) return toNotFound(request, home);
  const problem = toProblem(error, request);
  const t = getEnglish();
  const { status, name, reference, retryAfterSeconds, setCookies, headers } = problem;
  const retry = request.method === "GET" ? [{ href: toOwnAddress(request), label: "Try again" }] : [];
  const again = status >= 500 ? [...retry, ...toBack(request, status)] : [];
  const view = { status, reference, retryAfterSeconds, links: [...again, home] };
  const text = toText(error) ?? t(`problem.${name}.text`);
  const title =
    error instanceof HttpError && status === 404 ? "There is no such page" : t(`problem.${name}.title`);
  return { view: { ...view, title, text }, setCookies, headers };
}

function toNotFound(request: Request, home: { href: string; label: string }): Answer {
  const view = {
    status: 404,
    title: "Not found",
    text: "There is nothing with this id, or it has been deleted meanwhile.",
    reference: toRequestId(request),
    links: [home],
  };
  return { view, setCookies: [], headers: {} };
}

function toText(error: unknown): string | undefined {
  if (error instanceof OryError) return toUpstreamText(error);
  if (error instanceof StoreUnavailable)
    return "Who is signed in, and what waits to be confirmed, is kept in Redis, which cannot be used at this moment. Nothing was done.";
  return undefined;
}

/** To the form that was sent: with these statuses nothing came of it. */
function toBack(request: Request, status: number) {
  if (request.method !== "POST" || status !== 503) return [];
  return [{ href: toOwnAddress(request), label: "Back to the form", isBack: true }];
}

function toOwnAddress(request: Request): string {
  const { pathname, search } = readUrl(request);
  return getConsoleConfig().url.basePath + pathname + search;
}

/** A read failed: nothing was changed. */
function toUpstreamText(error: OryError): string {
  const { upstream, kind, status } = error;
  const server = SERVER_NAMES[upstream];
  const what = {
    unreachable: `${server} could not be reached.`,
    busy: `${server} answers nobody at this moment, and too many wait for it already.`,
    timeout: `${server} did not answer in time.`,
    malformed: isTooLarge(error)
      ? `${server}'s answer is larger than any that is read here.`
      : `${server} answered something that is no answer.`,
    status: `${server} answered with the status ${status}.`,
  }[kind];
  return `${what} Nothing was changed by opening this page.`;
}
