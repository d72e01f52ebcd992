/** Tells from Kratos' redirect alone what became of a self-service form, for the audit log and the metrics. */

import { readString } from "@/lib/json";
import type { FlowBody } from "@/lib/relay/form/relay-body";
import { METHOD_NAMES } from "@/lib/self-service/method-facts";
import { isProviderAnswer } from "@/lib/self-service/provider-answer";
import { beginsSession } from "@/lib/web/cookies/cookies";
import { readUrl } from "@/lib/web/request-url";
import { audit } from "./audit";
import { countFlowOutcome } from "./metrics";

/**
 * - `succeeded` a session began or was renewed
 * - `shown-again` the same page once more: wrong credentials, the next step, or a settings change that was saved
 * - `led-on` elsewhere: to another flow's page, to an identity provider, to `return_to`
 * - `failed` to the error page, or an error status
 */
export type FlowOutcome = "succeeded" | "shown-again" | "led-on" | "failed";

export interface FlowAnswer {
  status: number;
  location: string | undefined;
  setCookies: string[];
  /** What a script is told, where nothing leads elsewhere. */
  json?: unknown;
}

const ANY_ORIGIN = "http://own.invalid";

/** Kratos' flows that are worth a line; logout is audited where it is decided. */
const FLOW_PATH = /^\/self-service\/(login|registration|recovery|verification|settings)$/;

/** Every value of the `method` field that Kratos knows; anything else is `other`. */
const METHODS = new Set([...METHOD_NAMES, "captcha"]);

/** Logs and counts a form that Kratos answered; reads made with the relay are none. */
export function reportFlow(request: Request, form: FlowBody | undefined, answer: FlowAnswer): void {
  const { pathname } = readUrl(request);
  const isCallback = isProviderAnswer(pathname);
  const flow = isCallback ? "oidc-callback" : FLOW_PATH.exec(pathname)?.[1];
  if (!flow || (request.method !== "POST" && !isCallback)) return;
  const method = isCallback ? "oidc" : toMethod(form);
  const outcome = toFlowOutcome(flow, answer);
  countFlowOutcome(flow, method, outcome);
  audit(request, "flow.answered", { flow, method, outcome });
}

/** What the redirect says. A session cookie that is set with a value means that somebody is signed in now. */
export function toFlowOutcome(flow: string, { status, location, setCookies }: FlowAnswer): FlowOutcome {
  if (status >= 400) return "failed";
  if (setCookies.some(beginsSession)) return "succeeded";
  if (location === undefined) return "led-on";
  if (!URL.canParse(location, ANY_ORIGIN)) return "failed";
  const { pathname, searchParams } = new URL(location, ANY_ORIGIN);
  if (pathname.endsWith("/error") && searchParams.has("id")) return "failed";
  return pathname.endsWith(`/${flow}`) && searchParams.has("flow") ? "shown-again" : "led-on";
}

/** The name of the method that was tried; nothing else of the form is looked at. */
function toMethod({ json, fields }: Pick<FlowBody, "json" | "fields"> = {}): string {
  const find = (name: string) => fields?.get(name) ?? readString(json, name);
  const method = find("method") ?? (find("provider") === undefined ? "" : "oidc");
  return METHODS.has(method) ? method : "other";
}
