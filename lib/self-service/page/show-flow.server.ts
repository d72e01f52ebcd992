/** Shows a self-service flow: reads or creates it, and decides what follows from Kratos' refusals. */

import { getConfig } from "@/lib/config/config";
import { toRecord } from "@/lib/json";
import { findSingleWaitingApp } from "@/lib/oauth2/login/pending-request.server";
import { isSwitchable, learnFlowSwitch } from "@/lib/ory/cached/flow-switches";
import { OryError } from "@/lib/ory/error";
import { createFlow, getFlow, type NewFlowOptions } from "@/lib/ory/kratos-public";
import { type FlowFailure, toFlowFailure } from "@/lib/self-service/errors/errors";
import { hasLostCodes } from "@/lib/self-service/errors/lost-codes";
import { hasSentAtOnce, toFlowQuery } from "@/lib/self-service/made-flow";
import type { FlowKind } from "@/lib/self-service/view";
import { HttpError } from "@/lib/web/http-error";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { toDestination, toTarget } from "@/lib/web/target";
import { isForeignLink } from "./account-link.server";
import { toBrowserEndpoint } from "./browser-endpoint.server";
import { drawFlow } from "./draw-flow.server";
import type { FlowExtras } from "./flow-extras";
import { goOnSignedIn } from "./go-on-signed-in.server";
import { loadFlowContext } from "./load-flow-context.server";
import { toLostChangeNote, toRestartNote } from "./notes.server";
import { showRecoverUnderSession } from "./recover-under-session.server";
import {
  expectSentFlow,
  findSentFlow,
  keepExpectedFlow,
  keepSentFlow,
  maySendAtOnce,
} from "./sent-flow.server";
import { showDisabled } from "./show-disabled.server";
import { showKratosError } from "./show-error.server";
import { showReturnRefused } from "./show-return-refused.server";

/**
 * Kratos' statuses for a new flow that somebody asked for in a way that it does not take: what was asked is at fault,
 * not Kratos (threat D2).
 */
const REFUSALS: ReadonlySet<number> = new Set([400, 414, 422, 431]);

/**
 * Creates a flow and shows it, in one round trip and one call (architecture §4). Where browsers meet Kratos elsewhere,
 * it starts there: a CSRF cookie of that host could not be passed on.
 */
export async function startFlow(
  page: PageRequest,
  kind: FlowKind,
  given: NewFlowOptions,
  extras: FlowExtras = {},
): Promise<Response> {
  const options = withDestinations(given);
  const known = withLostReturn(extras, given, options);
  const sent = await findSentFlow(page, kind, options);
  if (sent) return seeOther(toPath(`/${kind}`, toFlowQuery(sent)), extras.setCookies);
  if (!getConfig().kratos.relay) {
    const expected = maySendAtOnce(kind, options) ? await expectSentFlow(page) : [];
    return seeOther(toBrowserEndpoint(kind, given), [...expected, ...(extras.setCookies ?? [])]);
  }
  try {
    const [answer, loaded] = await Promise.all([
      createFlow(kind, options, page.caller),
      loadFlowContext(page, kind),
    ]);
    if (isSwitchable(kind)) learnFlowSwitch(kind, true);
    if (hasSentAtOnce(answer.data)) {
      const kept = await keepSentFlow(page, answer.data);
      const setCookies = [...answer.setCookies, ...kept, ...(extras.setCookies ?? [])];
      return seeOther(toPath(`/${kind}`, toFlowQuery(answer.data)), setCookies);
    }
    return await drawFlow(page, kind, answer, loaded, known, true);
  } catch (error) {
    return afterFailure(page, kind, error, { ...options, isNew: true }, known);
  }
}

/** Shows the flow that the address names; one that cannot be shown is replaced by a fresh one, destination kept. */
export async function showFlow(
  page: PageRequest,
  kind: FlowKind,
  flowId: string,
  extras: FlowExtras = {},
): Promise<Response> {
  try {
    const [answer, loaded] = await Promise.all([
      getFlow(kind, flowId, page.caller),
      loadFlowContext(page, kind),
    ]);
    if (await isForeignLink(page.request, kind, answer.data)) {
      const returnTo = extras.returnTo && toDestination(extras.returnTo);
      return await restartFlow(page, kind, { flowId, returnTo }, { kind: "restart", reason: "csrf" }, extras);
    }
    if (hasLostCodes(answer.data)) {
      const note = toLostChangeNote(page);
      return await startFlow(page, kind, { returnTo: answer.data.return_to }, { ...extras, note });
    }
    const kept = await keepExpectedFlow(page, kind, answer.data);
    const setCookies = [...(extras.setCookies ?? []), ...kept];
    return await drawFlow(page, kind, answer, loaded, { ...extras, setCookies }, false);
  } catch (error) {
    const returnTo = extras.returnTo && toDestination(extras.returnTo);
    return afterFailure(page, kind, error, { flowId, returnTo }, extras);
  }
}

async function afterFailure(
  page: PageRequest,
  kind: FlowKind,
  error: unknown,
  { isNew = false, flowId, ...options }: NewFlowOptions & { isNew?: boolean; flowId?: string },
  extras: FlowExtras,
): Promise<Response> {
  if (!(error instanceof OryError) || error.kind !== "status") throw error;
  const failure = toFlowFailure(error);
  // The very flow, where one was opened: it knows what it said, and where the person goes from there.
  const here = toUrl(`/${kind}`, flowId ? { flow: flowId } : { return_to: options.returnTo });
  switch (failure.kind) {
    case "restart":
      if (failure.useFlowId) return seeOther(toPath(`/${kind}`, { flow: failure.useFlowId }));
      if (extras.note && flowId === undefined) throw error;
      return restartFlow(page, kind, { ...options, flowId }, failure, extras);
    case "redirect": {
      const target = toTarget(failure.to);
      if (!target) throw error;
      return target.isOwn ? seeOther(target.href) : redirectOffOrigin(page, target.href);
    }
    case "signed-in":
      if (kind === "recovery") return showRecoverUnderSession(page, options.returnTo);
      if (extras.refusedReturn !== undefined) return showReturnRefused(page, extras.refusedReturn);
      return goOnSignedIn(page, options.returnTo);
    case "sign-in":
      if (kind !== "login") return seeOther(toPath("/login", { return_to: here }));
      // Kratos itself refuses no plain sign-in: this 401 is of something in front of it.
      if (isNew && isPlain(options)) throw error;
      // A second factor was asked for without a first: a plain sign-in, with the same destination.
      return startFlow(page, kind, { returnTo: options.returnTo }, extras);
    case "step-up":
      return seeOther(
        toPath("/login", { aal: "aal2", return_to: kind === "login" ? options.returnTo : here }),
      );
    case "refresh":
      return seeOther(toPath("/login", { refresh: "true", return_to: here }));
    case "verify":
      return seeOther(toPath("/verification", { return_to: options.returnTo }));
    case "disabled":
      if (!isSwitchable(kind)) throw new HttpError(403, "flow-disabled");
      learnFlowSwitch(kind, false);
      return showDisabled(page, kind, options.returnTo);
    case "refused":
      return showKratosError(page, { error: toRecord(error.body), returnTo: options.returnTo });
    case "drop-return-to":
      if (options.returnTo === undefined) throw error;
      return startFlow(
        page,
        kind,
        { ...options, returnTo: undefined },
        { ...extras, refusedReturn: options.returnTo },
      );
    case "broken":
      if (!isNew || !REFUSALS.has(failure.status)) throw error;
      return startWithoutReturn(page, kind, options, error, extras);
  }
}

/** A fresh flow in place of one that is over, which says why; the destination is the old one's, or the app's that waits. */
async function restartFlow(
  page: PageRequest,
  kind: FlowKind,
  old: NewFlowOptions & { flowId?: string },
  { reason, returnTo: known }: Extract<FlowFailure, { kind: "restart" }>,
  extras: FlowExtras,
): Promise<Response> {
  const returnTo = known ?? old.returnTo ?? (await findWayOn(page, kind));
  const note = toRestartNote(page, kind, { reason, flowId: old.flowId });
  const identitySchema = old.identitySchema ?? extras.identitySchema;
  const options = { returnTo: returnTo && toAbsolute(returnTo), identitySchema };
  return startFlow(page, kind, options, { ...extras, note });
}

/** Nothing was asked for but a sign-in, wherever it leads. */
function isPlain({ returnTo: _, ...asked }: NewFlowOptions): boolean {
  return !Object.values(asked).some(Boolean);
}

/**
 * Kratos takes a new flow as little as it was asked for: it may be the destination, else it is what else was asked.
 * @throws what Kratos answered, where nothing was asked for
 */
async function startWithoutReturn(
  page: PageRequest,
  kind: FlowKind,
  { returnTo, afterVerificationReturnTo, ...asked }: NewFlowOptions,
  error: OryError,
  extras: FlowExtras,
): Promise<Response> {
  const lost = returnTo ?? afterVerificationReturnTo;
  if (lost !== undefined) return startFlow(page, kind, asked, { ...extras, refusedReturn: lost });
  const isAsked = Boolean(asked.aal ?? asked.via ?? asked.organization ?? asked.identitySchema);
  throw isAsked ? new HttpError(400, "bad-request") : error;
}

/** A destination that nobody could be led to is none. */
function withDestinations(options: NewFlowOptions): NewFlowOptions {
  const { returnTo, afterVerificationReturnTo } = options;
  return {
    ...options,
    returnTo: returnTo && toDestination(returnTo),
    afterVerificationReturnTo: afterVerificationReturnTo && toDestination(afterVerificationReturnTo),
  };
}

/** What is not even asked of Kratos is as little allowed as what it refuses. */
function withLostReturn(extras: FlowExtras, given: NewFlowOptions, kept: NewFlowOptions): FlowExtras {
  return kept.returnTo === given.returnTo || kept.returnTo !== undefined
    ? extras
    : { ...extras, refusedReturn: given.returnTo };
}

/** The one app whose request this browser is in the middle of. Whoever changes settings came for that alone. */
async function findWayOn({ request }: PageRequest, kind: FlowKind): Promise<string | undefined> {
  return kind === "settings" ? undefined : (await findSingleWaitingApp(request))?.path;
}

function toAbsolute(returnTo: string): string {
  return returnTo.startsWith("/") ? getConfig().publicUrl.origin + returnTo : returnTo;
}
