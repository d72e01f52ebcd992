/** Draws a flow as its page: what the page knows beside the flow, and what follows from the page itself. */

import { FlowPage } from "@/components/self-service/flow-page";
import { SettingsPage } from "@/components/self-service/settings-page";
import { getConfig } from "@/lib/config/config";
import { toSettingsPerson } from "@/lib/oauth2/claims/person";
import { audit } from "@/lib/observe/audit";
import { getLogger } from "@/lib/observe/log";
import { OryError } from "@/lib/ory/error";
import type { OryAnswer } from "@/lib/ory/sdk";
import { readTypedForm } from "@/lib/relay/form/typed-form";
import { readTypedLists } from "@/lib/relay/form/typed-lists";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { withIdentifier } from "@/lib/self-service/forms/with-identifier";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { FlowLink } from "@/lib/self-service/message-view";
import { withTyped, withTypedForm, withTypedLists } from "@/lib/self-service/nodes/typed";
import { findIdentitySchema } from "@/lib/self-service/schema/find-identity-schema";
import { toFlowReturnTo, toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind, FlowView } from "@/lib/self-service/view";
import { type PageRequest, toLogoutPath, withBrand, withPerson } from "@/lib/web/page-request";
import { renderDocument, renderHtml, toDocument } from "@/lib/web/render-document";
import { keepAccountLink } from "./account-link.server";
import { type AppRequest, findAppRequest, toCancelLink } from "./app-request.server";
import { getTemplates, toBlank } from "./common-document.server";
import type { FlowExtras } from "./flow-extras";
import type { LoadedFlowContext } from "./load-flow-context.server";
import { toNewAccountNote, toReturnRefusedNote } from "./notes.server";
import { keepForWays, withOwnIdentifier, withTypedIdentifier } from "./prefill-identifier.server";
import { dropWaitingChange } from "./waiting-change.server";
import { toWaitingExtras } from "./waiting-change-extras.server";

/** @param created by this very request */
export async function drawFlow(
  asked: PageRequest,
  kind: FlowKind,
  { data: sent, setCookies }: OryAnswer<KratosFlow>,
  loaded: LoadedFlowContext,
  given: FlowExtras,
  created: boolean,
): Promise<Response> {
  const { flow: data, setCookies: linking } = await keepAccountLink(asked.request, kind, sent);
  const app = given.clientName ? undefined : await findAppRequest(asked, data);
  const branded = await withBrand(asked, { client: app?.client, organization: data.organization_id });
  const page = kind === "settings" ? await toSettingsPage(branded, data) : branded;
  const { refusedReturn } = given;
  const note =
    given.note ??
    (refusedReturn === undefined
      ? await toNewAccountNote(page, kind)
      : toReturnRefusedNote(page, refusedReturn));
  const requested = app ? { ...given, ...toAppExtras(page, kind, app) } : given;
  const extras = { ...requested, note, ...(await toWaitingExtras(page, kind, data)) };
  const context = toFlowContext(page, kind, data, loaded, extras, created);
  const blank = toBlank(page, data, context, extras, drawFlow);
  const known = [...setCookies, ...linking, ...(extras.setCookies ?? [])];
  const filled = blank && getTemplates().fill(blank);
  if (filled !== undefined) return toDocument(filled, { status: extras.status, setCookies: known });
  const typed = await withTypedIdentifier(page, toView(data, context, extras), context);
  const view = await withWhatWasTyped(page, await withOwnIdentifier(page, data, typed), extras);
  const isEmpty = !view.forms.some(hasAction);
  const inItsPlace = isEmpty && view.spentFor === undefined ? await extras.whenEmpty?.(data) : undefined;
  if (inItsPlace) return inItsPlace;
  if (view.refused) {
    const cause = new Error("the form's action is not Kratos' own");
    throw new OryError({ upstream: "kratos", operation: `${kind} flow`, kind: "malformed", cause });
  }
  if (view.unknown.length > 0) getLogger().warn({ event: "unknown-node", flow: kind, unknown: view.unknown });
  const options = { status: extras.status, setCookies: [...known, ...(await keepForWays(view, context))] };
  if (kind === "settings") return drawSettings(page, data, view, created, options);
  const html = await renderHtml(<FlowPage context={page.context} view={view} />);
  if (blank && !isEmpty && view.unknown.length === 0) getTemplates().keep(blank, html);
  return toDocument(html, options);
}

function drawSettings(
  page: PageRequest,
  flow: KratosFlow,
  view: FlowView,
  created: boolean,
  { status, setCookies }: { status?: number; setCookies: string[] },
): Promise<Response> {
  if (!created && view.isSaved && !isRefused(view)) {
    audit(page.request, "settings.saved", { subject: flow.identity?.id });
  }
  const dropped = created ? dropWaitingChange(page.request) : [];
  return renderDocument(<SettingsPage context={page.context} view={view} />, {
    status,
    setCookies: [...setCookies, ...dropped],
    area: "account",
  });
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

function toFlowContext(
  page: PageRequest,
  kind: FlowKind,
  flow: KratosFlow,
  { identitySchemas, pendingRequest, ...switches }: LoadedFlowContext,
  extras: FlowExtras,
  created: boolean,
): FlowContext {
  const { captchaScript, kratos, passwordMinLength, publicUrl } = getConfig();
  const { links } = page.context.brand;
  const returnTo = toFlowReturnTo(flow);
  return {
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
    passwordMinLength,
    links,
    continueTo: returnTo ? { href: returnTo } : pendingRequest,
    ...switches,
  };
}

function toView(flow: KratosFlow, context: FlowContext, extras: FlowExtras): FlowView {
  const view = toFlowView(flow, context);
  const hinted = extras.identifier ? withIdentifier(view, extras.identifier, context.identitySchema) : view;
  const messages = hinted.messages.filter(({ id }) => !extras.unsaid?.includes(id));
  return {
    clientCard: extras.clientCard,
    ...hinted,
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

/** Without the script a list changes by a form that comes here first; Kratos forgets the lists of a refused one, and all of a late one. */
async function withWhatWasTyped(
  { request }: PageRequest,
  view: FlowView,
  { typed }: FlowExtras,
): Promise<FlowView> {
  if (typed) return withTyped(view, typed.form, typed.change);
  const late = await readTypedForm(request, view.flowId);
  if (late) return withTypedForm(view, late);
  if (view.kind !== "registration") return view;
  const lists = await readTypedLists(request, view.flowId);
  return lists ? withTypedLists(view, lists) : view;
}

function hasAction({ nodes }: FlowView["forms"][number]): boolean {
  return nodes.some(({ kind }) => kind === "submit" || kind === "trigger");
}
