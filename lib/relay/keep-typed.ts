/** Keeps the name that was typed into a form whose answer forgets it, and a page that comes after it needs. */

import {
  forgetTypedIdentifier,
  keepNewAccount,
  keepTypedIdentifier,
} from "@/lib/limits/recipients/typed-identifier";
import { type FlowAnswer, toFlowOutcome } from "@/lib/observe/flow-outcome";
import { isProviderAnswer } from "@/lib/self-service/provider-answer";
import { toCaller } from "@/lib/web/caller";
import { beginsSession } from "@/lib/web/cookies/cookies";
import { HttpError } from "@/lib/web/http-error";
import { readUrl } from "@/lib/web/request-url";
import { toTarget } from "@/lib/web/target";
import type { FlowBody } from "./form/relay-body";
import { type RelayedForm, readRelayedForm } from "./form/relay-form";

const SIGN_IN = "/self-service/login";
const SIGN_UP = "/self-service/registration";

/** Set-Cookie lines for the page that comes next; whom a provider signs in needs nothing of it any more. @param form absent where a provider answers */
export async function keepTyped(
  request: Request,
  form: FlowBody | undefined,
  answer: FlowAnswer,
): Promise<string[]> {
  const url = readUrl(request);
  if (!form && isProviderAnswer(url.pathname) && answer.setCookies.some(beginsSession))
    return forgetTypedIdentifier(request);
  const target = answer.location === undefined ? undefined : toTarget(answer.location);
  if (!target?.isOwn) return [];
  const page = new URL(target.href);
  const flow = page.searchParams.get("flow");
  const isSignIn = page.pathname.endsWith("/login") && flow !== null;
  if (form && url.pathname === SIGN_IN) return isSignIn ? keepSignIn(url, form, flow) : [];
  const isWithoutSession =
    !toCaller(request).hasSession && toFlowOutcome("registration", answer) === "led-on" && !isSignIn;
  if (!isWithoutSession) return [];
  if (form && url.pathname === SIGN_UP) return keepSignUp(url, form);
  // Whoever had an account is signed in by now, or before the page of a flow that says why not; whose session ended while they
  // linked a provider, before a new sign-in.
  const isNew = flow === null && !page.pathname.endsWith(`${SIGN_IN}/browser`);
  return isProviderAnswer(url.pathname) && isNew ? keepNewAccount() : [];
}

/** Only the page of the very flow that is shown again may read it. */
function keepSignIn(asked: URL, form: FlowBody, flow: string): Promise<string[]> {
  return keepTypedIdentifier(readForm("login", form, asked)?.account, flow);
}

/**
 * Kratos signs nobody in whose registration has no hook `session`, and says nothing: the person would stand before a sign-in
 * page as if nothing had happened.
 */
function keepSignUp(asked: URL, form: FlowBody): Promise<string[]> {
  return keepNewAccount(readForm("registration", form, asked)?.recipients[0]);
}

/** None for a form that can be read in two ways: Kratos has answered it already. */
function readForm(flow: "login" | "registration", form: FlowBody, asked: URL): RelayedForm | undefined {
  try {
    return readRelayedForm(flow, form, asked.searchParams);
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}
