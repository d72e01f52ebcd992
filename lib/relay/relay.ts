/** Relays Kratos' browser endpoints on Foyer's origin: an allowlist, bytes unchanged, cookies but for the name of one (architecture §3). */

import { getConfig } from "@/lib/config/config";
import { noteSessionCookies } from "@/lib/doctor/session-cookie";
import { parseJson, read, toRecord } from "@/lib/json";
import { requireUnrefusedForm } from "@/lib/limits/recipients/limit-relay";
import { type FlowAnswer, reportFlow } from "@/lib/observe/flow-outcome";
import { getLogger } from "@/lib/observe/log";
import { OryError } from "@/lib/ory/error";
import { toHeaderValues } from "@/lib/ory/exchange";
import { isOwnRefusal, toForeignRefusal } from "@/lib/ory/own-refusal";
import { NO_BODY, send, type UpstreamAnswer, type UpstreamRequest } from "@/lib/ory/transport";
import { requireNoNul } from "@/lib/web/bounds";
import { toCaller, toRequestId } from "@/lib/web/caller";
import { requireSameOrigin } from "@/lib/web/guards";
import { toMediaType } from "@/lib/web/header-text";
import { HttpError } from "@/lib/web/http-error";
import { isWithinOwnPages } from "@/lib/web/redirect";
import { readUrl } from "@/lib/web/request-url";
import { toSecurityHeaders } from "@/lib/web/security-headers";
import { toTarget } from "@/lib/web/target";
import { findBegunDestination, keepProviderStep, NOT_BEGUN, takesAnswer } from "./begun-sign-ins";
import { carryChange, followChange } from "./carry-change";
import { isFailure, isFault, isUnreadable, toUpstreamFault } from "./failure";
import { type FlowBody, toSentType } from "./form/relay-body";
import { readPosted, takeForm } from "./form/take-form";
import { keepTypedForm } from "./form/typed-form";
import { keepTyped } from "./keep-typed";
import { type RelayRule, requireRule } from "./relay-rules";
import type { Relayed } from "./relayed";
import { withDestination } from "./repeated-sign-in";
import { sendOnce } from "./send-once";

const PASSED_REQUEST_HEADERS = ["accept", "accept-language"];
/** `clear-site-data`: what a server wants forgotten with its session (https://w3c.github.io/webappsec-clear-site-data/). */
const PASSED_ANSWER_HEADERS = ["content-type", "retry-after", "clear-site-data"];
const REDIRECTS = new Set([301, 302, 303]);

/**
 * Sends an allowed request to Kratos, whole and unchanged but for the digits of codes, the domains of addresses and
 * traits that a form would drop, and passes its answer back.
 * @throws HttpError 404 for anything not on the list, 400 a parameter twice or a form that Kratos cannot read, 403 cross-site
 *   POST, 413
 * @throws OryError when Kratos cannot be reached, or answers with a redirect that nobody should follow (threat P9)
 */
export async function relay(request: Request): Promise<Relayed> {
  const { kratos } = getConfig();
  const url = readUrl(request);
  if (!kratos.relay) throw new HttpError(404, "not-found");
  const { rule, search } = requireRule(request.method, url);
  requireUnderstood(url);
  if (rule.answersProvider && !(await takesAnswer(request, url.searchParams))) return toNotBegun(request);
  const isForm = request.method === "POST" && !rule.acceptsCrossSite;
  if (isForm) {
    requireSameOrigin(request);
    requireUnrefusedForm(request);
  }

  const caller = toCaller(request);
  const carried = await carryChange(request, caller.kratosCookie);
  if (carried.kind === "confirm") {
    return { kind: "answer", response: toResponse(303, { location: carried.href }, []) };
  }
  const isWrite = request.method === "POST" && !rule.followsLink;
  const { form, typed, outgoing, settle } = isForm
    ? await takeForm(request, isWrite ? caller : undefined)
    : await readPosted(request, isWrite ? caller : undefined);
  const written = isWrite ? form : undefined;
  const message: UpstreamRequest = {
    upstream: "kratos",
    operation: "relay",
    method: isWrite ? "POST" : "GET",
    url: `${kratos.publicUrl}${url.pathname}${search}`,
    headers: {
      ...toPassedHeaders(request, written),
      ...caller.headers,
      ...(carried.kratosCookie !== undefined && { cookie: carried.kratosCookie }),
    },
    body: outgoing?.body,
    // Whatever is no beginning may run an operator's hooks.
    isPatient: !rule.begins,
  };
  const { answer, isShared } = isForm
    ? await sendOnce(message, send)
    : { answer: await send(message), isShared: false };
  requireUnderstanding(answer, form);
  const location = await toLocation(request, rule, answer);
  const kratosCookies = toHeaderValues(answer.headers["set-cookie"]);
  noteSessionCookies(kratosCookies);
  const flowAnswer = toFlowAnswer(answer, { location, setCookies: kratosCookies }, Boolean(settle));
  if (!isShared) reportFlow(request, written, flowAnswer);
  const setCookies = [
    ...kratosCookies,
    ...(await keepProviderStep(request, { answer, location, setCookies: kratosCookies })),
    ...(await keepTyped(request, isForm ? typed : undefined, flowAnswer)),
    ...(isForm && typed ? await keepTypedForm(request, typed, location) : []),
    ...((await settle?.(flowAnswer)) ?? []),
    ...((await outgoing?.toCookies(location)) ?? []),
  ];
  return toRelayed(
    request,
    answer,
    await followChange(request, { carried, form: written, location, setCookies }),
  );
}

/** @throws OryError for what is no answer of Kratos', HttpError 400 where it could not read the form */
function requireUnderstanding(answer: UpstreamAnswer, form: FlowBody | undefined): void {
  if (isForeign(answer)) throw toForeign(answer);
  if (isUnreadable(form, answer)) throw new HttpError(400, "bad-request");
}

/** Where Kratos leads, and where the person is going from there. */
async function toLocation(
  request: Request,
  rule: RelayRule,
  { headers }: UpstreamAnswer,
): Promise<string | undefined> {
  const url = readUrl(request);
  const begun = rule.answersProvider ? await findBegunDestination(request, url.searchParams) : undefined;
  return withDestination(url, toHeaderValues(headers.location)[0], begun);
}

/** Where nothing leads elsewhere a script reads what comes next: looked at where a limit counts by it. */
function toFlowAnswer(
  { status, body }: UpstreamAnswer,
  answered: Pick<FlowAnswer, "location" | "setCookies">,
  isCounted: boolean,
): FlowAnswer {
  const isRead = isCounted && answered.location === undefined;
  return { status, ...answered, json: isRead ? parseJson(body.toString()) : undefined };
}

/** @param form whose type Kratos is told */
function toPassedHeaders({ headers }: Request, form: FlowBody | undefined): Record<string, string> {
  const type = form && toSentType(headers.get("content-type"), form);
  const passed = pick(PASSED_REQUEST_HEADERS, (name) => headers.get(name));
  return type ? { ...passed, "content-type": type } : passed;
}

function toRelayed(
  request: Request,
  answer: UpstreamAnswer,
  { location, setCookies }: { location: string | undefined; setCookies: string[] },
): Relayed {
  if (location === undefined) {
    if (isFault(request, answer) && !isForScripts(request)) throw toUpstreamFault(answer);
    if (answer.status >= 400 && !isForScripts(request)) return toRefused(answer, setCookies);
    if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw refuse();
    // A browser would stay where it is, and its person with a button that does nothing.
    if (answer.body.length === 0 && !isForScripts(request)) throw toMalformed("nothing at all");
    return { kind: "answer", response: toResponse(answer.status, answer.headers, setCookies, answer.body) };
  }
  const target = toTarget(location);
  if (!target || !REDIRECTS.has(answer.status)) throw refuse();
  if (target.isOwn || !isWithinOwnPages(request)) {
    const headers = { location: target.href, "clear-site-data": answer.headers["clear-site-data"] };
    return { kind: "answer", response: toResponse(303, headers, setCookies) };
  }
  return { kind: "leave", href: target.href, setCookies };
}

function toRefused({ status, body }: UpstreamAnswer, setCookies: string[]): Relayed {
  const said = toRecord(read(parseJson(body.toString()), "error"));
  return { kind: "refused", error: { error: { ...said, code: status } }, setCookies };
}

/** A provider's answer that somebody else asked for, or for a sign-in that is long over. */
function toNotBegun(request: Request): Relayed {
  getLogger().info({ event: "foreign-callback", requestId: toRequestId(request) });
  const error = { error: NOT_BEGUN };
  if (!isForScripts(request)) return { kind: "refused", error, setCookies: [] };
  return {
    kind: "answer",
    response: Response.json(error, { status: 400, headers: toSecurityHeaders("public") }),
  };
}

/** Query parameters that Kratos keeps in a flow, to redirect to when the flow is done. */
const DESTINATIONS = ["return_to", "after_verification_return_to"];

/**
 * Refuses what would come back as a redirect that is not followed, or as a fault (threat D2): Kratos answers with a 500 to a
 * challenge that it was not configured to take, and to what its database does not keep of a provider's answer.
 */
function requireUnderstood({ search, searchParams: query }: Readonly<URL>): void {
  requireNoNul(search);
  const destinations = DESTINATIONS.flatMap((name) => query.getAll(name)).filter(Boolean);
  const isLost = destinations.some((address) => toTarget(address) === undefined);
  const isForeign = query.has("login_challenge") && !getConfig().nativeOAuth2;
  if (isLost || isForeign) throw new HttpError(400, "bad-request");
}

/** Scripts get Kratos' own JSON; a person gets a page of ours in place of it. */
export function isForScripts(request: Request): boolean {
  return request.headers.get("accept")?.includes("application/json") ?? false;
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json$/;

/**
 * A body without a way on is of something that is not Kratos, unless it is JSON as it stands: its browser endpoints redirect,
 * or answer JSON, and nobody asked for it to be packed. A refusal has Kratos' own shape; what fails may say so in plain text.
 */
function isForeign({ status, headers, body }: UpstreamAnswer): boolean {
  if (toHeaderValues(headers.location).length > 0) return false;
  if (status >= 400 && !isOwnRefusal("kratos", status, parseJson(body.toString()))) return true;
  if (body.length === 0) return false;
  const type = toMediaType(toHeaderValues(headers["content-type"])[0] ?? null);
  if (status >= 400) return type === "text/html";
  return !JSON_TYPE.test(type) || headers["content-encoding"] !== undefined;
}

/** A proxy's page that says that nobody answers behind it, or not now, is told as that. */
function toForeign(answer: UpstreamAnswer): OryError {
  if (isFailure(answer.status)) return toUpstreamFault(answer);
  if (answer.status >= 400) return toForeignRefusal("kratos", "relay", answer.status);
  return toMalformed("something else in place of JSON");
}

function refuse(): OryError {
  return toMalformed("a redirect that leads to a place nobody should be sent to");
}

function toMalformed(what: string): OryError {
  return new OryError({ upstream: "kratos", operation: "relay", kind: "malformed", cause: new Error(what) });
}

function toResponse(
  status: number,
  answerHeaders: Record<string, string | string[] | undefined>,
  setCookies: string[],
  body?: Buffer,
): Response {
  const headers = new Headers({
    ...toSecurityHeaders("public"),
    ...pick([...PASSED_ANSWER_HEADERS, "location"], (name) => toHeaderValues(answerHeaders[name])[0]),
  });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  const isEmpty = !body || body.length === 0 || NO_BODY.has(status);
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}

function pick(names: string[], read: (name: string) => string | null | undefined): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value ? [[name, value]] : [];
    }),
  );
}
