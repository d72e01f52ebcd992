/**
 * Which account a sign-in links to which provider (threat F12). Kratos v1.3.1 says so once: a refused try and a code that is
 * sent take its message away, and whoever signs in by that flow links all the same. So the message stays until the flow ends.
 */

import type { KratosFlow } from "./kratos-flow";
import { LOGIN_LINK_CONFLICT } from "./kratos-names";
import { findAnsweringProvider } from "./provider-answer";

export interface AccountLink {
  /** The address that the provider told, which an account has. */
  identifier: string;
  provider: string;
}

/** What Kratos says of it, where it does. */
export function findAccountLink({ ui }: KratosFlow): AccountLink | undefined {
  const context = ui.messages.find(({ id }) => id === LOGIN_LINK_CONFLICT)?.context;
  const { duplicate_identifier: identifier, provider } = context ?? {};
  return typeof identifier === "string" && typeof provider === "string"
    ? { identifier, provider }
    : undefined;
}

/** The flow with that message, where it links and does not say so. @param kept what it said before */
export function withAccountLink(flow: KratosFlow, kept: AccountLink | undefined): KratosFlow {
  const { ui } = flow;
  if (ui.messages.some(({ id }) => id === LOGIN_LINK_CONFLICT)) return flow;
  const link = kept ?? toGuessed(flow);
  if (!link) return flow;
  const context = { duplicate_identifier: link.identifier, provider: link.provider };
  const message = { id: LOGIN_LINK_CONFLICT, type: "info" as const, context };
  return { ...flow, ui: { ...ui, messages: [message, ...ui.messages] } };
}

/** A provider's answer made the flow, and that provider is none of its ways to sign in: v1.3.1 leaves it out. */
function toGuessed({ request_url: address, ui }: KratosFlow): AccountLink | undefined {
  const provider =
    address && URL.canParse(address) ? findAnsweringProvider(new URL(address).pathname) : undefined;
  if (provider === undefined) return undefined;
  const fields = ui.nodes.map((node) => node?.attributes ?? {});
  if (fields.some(({ name, value }) => name === "provider" && value === provider)) return undefined;
  const typed = fields.find(({ name }) => name === "identifier")?.value;
  return { identifier: typeof typed === "string" ? typed : "", provider };
}
