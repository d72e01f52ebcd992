/** Spares a person the typing of an address that they have typed, or are signed in with. */

import { getConfig } from "@/lib/config/config";
import { keepTypedIdentifier, readTypedIdentifier } from "@/lib/limits/recipients/typed-identifier";
import { toPerson } from "@/lib/oauth2/claims/person";
import { whoami } from "@/lib/ory/kratos-public";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { withIdentifier } from "@/lib/self-service/forms/with-identifier";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { FlowLink } from "@/lib/self-service/message-view";
import { toAddressNames } from "@/lib/self-service/schema/identifiers";
import { listUnverified } from "@/lib/self-service/unverified-addresses";
import type { FlowView } from "@/lib/self-service/view";
import type { PageRequest } from "@/lib/web/page-request";

/** What was typed into a form that had to wait stands there again (lib/limits/recipients/typed-identifier.ts). */
export async function withTypedIdentifier(
  { request }: Pick<PageRequest, "request">,
  view: FlowView,
  { identitySchema }: Pick<FlowContext, "identitySchema">,
): Promise<FlowView> {
  const typed = await readTypedIdentifier(request, view.flowId);
  return typed === undefined || view.kind === "settings" ? view : withIdentifier(view, typed, identitySchema);
}

/**
 * Set-Cookie lines that take the address along to the page that a refusal offers a way to. Nothing is refused to somebody
 * whose settings were saved, and their address would still stand on the sign-in page once they have signed out.
 */
export async function keepForWays(
  { kind, forms, messages, spentFor }: FlowView,
  { identitySchema }: Pick<FlowContext, "identitySchema">,
): Promise<string[]> {
  if (kind === "settings" || !messages.some(({ ways }) => ways)) return [];
  if (spentFor !== undefined) return keepTypedIdentifier(spentFor || undefined);
  const addresses = ["identifier", "traits.email", ...toAddressNames(identitySchema)];
  const nodes = forms
    .flatMap((form) => form.nodes)
    .flatMap((node) => (node.kind === "list" ? node.items : [node]));
  const typed = nodes.find(
    (node) =>
      (node.kind === "field" || node.kind === "hidden") && addresses.includes(node.name) && node.value,
  );
  return keepTypedIdentifier(typed && "value" in typed ? String(typed.value) : undefined);
}

/**
 * Kratos v1.3 leaves the identifier of a refresh empty when codes are switched on beside passwords, and never says whose
 * address is to be verified. One more call, on such a page alone.
 * @throws OryError
 */
export async function withOwnIdentifier(
  { caller }: PageRequest,
  flow: KratosFlow,
  view: FlowView,
): Promise<FlowView> {
  const isVerification = view.kind === "verification" && caller.hasSession;
  const asks = view.forms.some(asksForIdentifier);
  const isOwn = isVerification ? asks || view.links.some(sendsAgain) : flow.refresh === true && asks;
  if (!isOwn) return view;
  const who = await whoami(caller);
  const identity = who.kind === "session" ? who.session.identity : undefined;
  const waiting = isVerification && listUnverified(identity?.verifiable_addresses)[0]?.value;
  if (waiting) return withIdentifier(view, waiting);
  // The code went to a telephone: the page that the link leads to writes to e-mail addresses alone.
  if (!asks) return identity ? { ...view, links: view.links.filter((link) => !sendsAgain(link)) } : view;
  const email = identity && toPerson(identity, getConfig().oauth2.claims).email;
  return email ? withIdentifier(view, email) : view;
}

function sendsAgain({ testId }: FlowLink): boolean {
  return testId === "send-again-link";
}

/** Kratos' names for the field of an address. */
const ASKING: readonly string[] = ["identifier", "email"];

function asksForIdentifier({ nodes }: FlowView["forms"][number]): boolean {
  return nodes.some((node) => node.kind === "field" && ASKING.includes(node.name) && node.value === "");
}
