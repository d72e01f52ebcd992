/** Shows a self-service flow: reads or creates it, draws it, and decides what follows from Kratos' refusals. */

import { FlowPage } from "@/components/self-service/flow-page";
import { SettingsPage } from "@/components/self-service/settings-page";
import { getConfig } from "@/lib/config/config";
import { toSettingsPerson } from "@/lib/oauth2/claims/person";
import { findSingleWaitingApp } from "@/lib/oauth2/login/pending-request.server";
import type { ClientCard } from "@/lib/oauth2/shared/view";
import { audit } from "@/lib/observe/audit";
import { getLogger } from "@/lib/observe/log";
import { isSwitchable, learnFlowSwitch } from "@/lib/ory/cached/flow-switches";
import { OryError } from "@/lib/ory/error";
import { createFlow, getFlow, type NewFlowOptions } from "@/lib/ory/kratos-public";
import type { OryAnswer } from "@/lib/ory/sdk";
import { readTypedLists } from "@/lib/relay/form/typed-lists";
import { toFlowFailure } from "@/lib/self-service/errors/errors";
import { withIdentifier } from "@/lib/self-service/forms/with-identifier";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { hasSentAtOnce, toFlowQuery } from "@/lib/self-service/made-flow";
import { type Change, withTyped, withTypedLists } from "@/lib/self-service/nodes/typed";
import { findIdentitySchema } from "@/lib/self-service/schema/find-identity-schema";
import { toFlowReturnTo, toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind, FlowLink, FlowView, MessageView } from "@/lib/self-service/view";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, toLogoutPath, withBrand, withPerson } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderDocument } from "@/lib/web/render-document";
import { toDestination, toTarget } from "@/lib/web/target";
import { type AppRequest, findAppRequest, toCancelLink } from "./app-request.server";
import { toBrowserEndpoint } from "./browser-endpoint.server";
import { goOnSignedIn } from "./go-on-signed-in.server";
import { type LoadedFlowContext, loadFlowContext } from "./load-flow-context.server";
import { toRestartNote, toReturnRefusedNote } from "./notes.server";
import { keepForWays, withOwnIdentifier, withTypedIdentifier } from "./prefill-identifier.server";
import { showRecoverUnderSession } from "./recover-under-session.server";
import {
  expectSentFlow,
  findSentFlow,
  keepExpectedFlow,
  keepSentFlow,
  maySendAtOnce,
} from "./sent-flow.server";
import { showDisabled } from "./show-disabled.server";
import { showReturnRefused } from "./show-return-refused.server";
import { dropWaitingChange } from "./waiting-change.server";
import { toWaitingExtras } from "./waiting-change-extras.server";

/**
 * Kratos' statuses for a new flow that somebody asked for in a way that it does not take: what was asked is at fault,
 * not Kratos (threat D2).
 */
const REFUSALS: ReadonlySet<number> = new Set([400, 414, 422, 431]);

/** What a page knows beside the flow itself. */
export interface FlowExtras {
  /** Where the flow is going by its page's own address: Kratos may be unable to say it any more. */
  returnTo?: string;
  /** The app that asked. */
  clientName?: string;
  /** What that app says of itself besides. */
  clientCard?: ClientCard;
  /** `login_hint`: typed for the person, theirs to change. */
  identifier?: string;
  /** Why credentials are asked for, in place of the flow's own sentence. */
  lead?: string;
  /** Something to say above the form: what became of the flow before. */
  note?: MessageView;
  /** Where the person was to be led afterwards, which is not allowed. */
  refusedReturn?: string;
  /** Numbers of Kratos' messages that are not said, since they no longer hold. */
  unsaid?: readonly number[];
  setCookies?: string[];
  status?: number;
  /** What was typed into the form before it came here, a list of it changed. */
  typed?: { form: URLSearchParams; change: Change };
  /** More ways out, such as cancelling the app's request. */
  links?: FlowView["links"];
  /** The identity schema that the address names beside the flow: a flow made in its place has it too. */
  identitySchema?: string;
  /** Answers in place of a flow that offers nothing to do, where it can: a second step for somebody who has none. */
  whenEmpty?: (flow: KratosFlow) => Promise<Response | undefined>;
}

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
    case "restart": {
      if (failure.useFlowId) return seeOther(toPath(`/${kind}`, { flow: failure.useFlowId }));
      if (extras.note && flowId === undefined) throw error;
      const returnTo = failure.returnTo ?? options.returnTo ?? (await findWayOn(page, kind));
      const note = toRestartNote(page, kind, { reason: failure.reason, flowId });
      const identitySchema = options.identitySchema ?? extras.identitySchema;
      return startFlow(
        page,
        kind,
        { returnTo: returnTo && toAbsolute(returnTo), identitySchema },
        { ...extras, note },
      );
    }
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
      // A second factor was asked for without a first: a plain sign-in, with the same destination.
      if (kind === "login") {
        const { returnTo, ...asked } = options;
        // Kratos itself refuses no plain sign-in: this 401 is of something in front of it.
        if (isNew && !Object.values(asked).some(Boolean)) throw error;
        return startFlow(page, kind, { returnTo }, extras);
      }
      return seeOther(toPath("/login", { return_to: here }));
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
    case "drop-return-to":
      if (options.returnTo === undefined) throw error;
      return startFlow(
        page,
        kind,
        { ...options, returnTo: undefined },
        { ...extras, refusedReturn: options.returnTo },
      );
    case "broken": {
      if (!isNew || !REFUSALS.has(failure.status)) throw error;
      const { returnTo, afterVerificationReturnTo, ...asked } = options;
      const lost = returnTo ?? afterVerificationReturnTo;
      if (lost !== undefined) return startFlow(page, kind, asked, { ...extras, refusedReturn: lost });
      const isAsked = Boolean(asked.aal ?? asked.via ?? asked.organization ?? asked.identitySchema);
      throw isAsked ? new HttpError(400, "bad-request") : error;
    }
  }
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

async function drawFlow(
  asked: PageRequest,
  kind: FlowKind,
  { data, setCookies }: OryAnswer<KratosFlow>,
  loaded: LoadedFlowContext,
  given: FlowExtras,
  created: boolean,
): Promise<Response> {
  const app = given.clientName ? undefined : await findAppRequest(asked, data);
  const branded = await withBrand(asked, { client: app?.client, organization: data.organization_id });
  const page = kind === "settings" ? await toSettingsPage(branded, data) : branded;
  const { refusedReturn } = given;
  const note =
    given.note ?? (refusedReturn === undefined ? undefined : toReturnRefusedNote(page, refusedReturn));
  const requested = app ? { ...given, ...toAppExtras(page, kind, app) } : given;
  const extras = { ...requested, note, ...(await toWaitingExtras(page, kind, data)) };
  const typed = await withTypedIdentifier(page, toView(page, kind, data, loaded, extras, created));
  const view = await withWhatWasTyped(page, await withOwnIdentifier(page, data, typed), extras);
  const inItsPlace = view.forms.some(hasAction) ? undefined : await extras.whenEmpty?.(data);
  if (inItsPlace) return inItsPlace;
  if (view.refused) {
    const cause = new Error("the form's action is not Kratos' own");
    throw new OryError({ upstream: "kratos", operation: `${kind} flow`, kind: "malformed", cause });
  }
  if (kind === "settings" && !created && view.isSaved && !isRefused(view)) {
    audit(page.request, "settings.saved", { subject: data.identity?.id });
  }
  if (view.unknown.length > 0) getLogger().warn({ event: "unknown-node", flow: kind, unknown: view.unknown });
  const dropped = kind === "settings" && created ? dropWaitingChange(page.request) : [];
  const options = {
    status: extras.status,
    setCookies: [...setCookies, ...dropped, ...(await keepForWays(view)), ...(extras.setCookies ?? [])],
  };
  if (kind !== "settings") return renderDocument(<FlowPage context={page.context} view={view} />, options);
  return renderDocument(<SettingsPage context={page.context} view={view} />, { ...options, area: "account" });
}

function toAppExtras(
  page: PageRequest,
  kind: FlowKind,
  { clientName, clientCard, challenge }: AppRequest,
): Pick<FlowExtras, "clientName" | "clientCard" | "links"> {
  return { clientName, clientCard, links: kind === "login" ? [toCancelLink(page, challenge)] : [] };
}

function toSettingsPage(page: PageRequest, flow: KratosFlow): Promise<PageRequest> {
  return withPerson(page, toSettingsPerson(flow, getConfig().oauth2.claims), flow.identity);
}

function toView(
  page: PageRequest,
  kind: FlowKind,
  flow: KratosFlow,
  { identitySchemas, pendingRequest, ...switches }: LoadedFlowContext,
  extras: FlowExtras,
  created: boolean,
): FlowView {
  const { captchaScript, kratos, publicUrl } = getConfig();
  const { links } = page.context.brand;
  const returnTo = toFlowReturnTo(flow);
  const view = toFlowView(flow, {
    kind,
    t: page.context.t,
    locale: page.context.locale,
    kratosBrowserUrl: kratos.browserUrl,
    publicUrl: publicUrl.href,
    created,
    clientName: extras.clientName,
    returnTo,
    signedIn: page.caller.hasSession ? { logoutPath: toLogoutPath(page.request) } : undefined,
    identitySchema: findIdentitySchema(identitySchemas, flow),
    isRelayed: kratos.relay,
    captchaScript: kind === "settings" ? undefined : captchaScript,
    links,
    continueTo: returnTo ? { href: returnTo } : pendingRequest,
    ...switches,
  });
  const hinted = extras.identifier ? withIdentifier(view, extras.identifier) : view;
  const messages = hinted.messages.filter(({ id }) => !extras.unsaid?.includes(id));
  return {
    ...hinted,
    clientCard: extras.clientCard,
    lead: extras.lead ?? hinted.lead,
    messages: extras.note ? [extras.note, ...messages] : messages,
    links: [
      ...hinted.links.filter((link) => !isLogout(link)),
      ...(extras.links ?? []),
      ...hinted.links.filter(isLogout),
    ],
  };
}

/** Last of all ways out: whoever has another way should see it first. */
function isLogout({ testId }: FlowLink): boolean {
  return testId === "logout-link";
}

/** Kratos keeps saying "saved" of a flow whose next form it refused (threat L4). */
function isRefused({ errors, messages }: FlowView): boolean {
  return errors.length > 0 || messages.some(({ tone }) => tone === "error");
}

/** Without the script a list changes by a form that comes here first; Kratos forgets the lists of a refused one. */
async function withWhatWasTyped(
  { request }: PageRequest,
  view: FlowView,
  { typed }: FlowExtras,
): Promise<FlowView> {
  if (typed) return withTyped(view, typed.form, typed.change);
  if (view.kind !== "registration") return view;
  const lists = await readTypedLists(request, view.flowId);
  return lists ? withTypedLists(view, lists) : view;
}

function hasAction({ nodes }: FlowView["forms"][number]): boolean {
  return nodes.some(({ kind }) => kind === "submit" || kind === "trigger");
}

function toAbsolute(returnTo: string): string {
  return returnTo.startsWith("/") ? getConfig().publicUrl.origin + returnTo : returnTo;
}
