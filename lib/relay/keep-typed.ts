/** Keeps the name that was typed into a sign-in that Kratos shows again: its refusals forget it, and a way on needs it. */

import { keepTypedIdentifier } from "@/lib/limits/recipients/typed-identifier";
import { HttpError } from "@/lib/web/http-error";
import { toTarget } from "@/lib/web/target";
import type { FlowBody } from "./form/relay-body";
import { readRelayedForm } from "./form/relay-form";

const SIGN_IN = "/self-service/login";

/** Set-Cookie lines; only the page of the very flow that is shown again may read them. */
export async function keepTyped(asked: URL, form: FlowBody, location: string | undefined): Promise<string[]> {
  const target = location === undefined ? undefined : toTarget(location);
  if (asked.pathname !== SIGN_IN || !target?.isOwn) return [];
  const page = new URL(target.href);
  const flow = page.searchParams.get("flow");
  if (!page.pathname.endsWith("/login") || !flow) return [];
  return keepTypedIdentifier(readAccount(asked, form), flow);
}

/** None for a form that can be read in two ways: Kratos has answered it already. */
function readAccount(asked: URL, form: FlowBody): string | undefined {
  try {
    return readRelayedForm("login", form, asked.searchParams).account;
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}
