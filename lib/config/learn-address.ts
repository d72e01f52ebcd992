/** Learns Foyer's own address, and Kratos' as browsers see it, from what Kratos is configured to say. */

import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { parseJson } from "@/lib/json";
import { ExchangeError, exchange, toErrorCode, toHeaderValues } from "@/lib/ory/exchange";
import { trimSlashes } from "@/lib/trim-slashes";
import { toAddress } from "./address";
import { ConfigError } from "./config";
import { toGiven, type Variables } from "./variables";

/** Kratos may start after Foyer: how long it is asked again, and how often, in milliseconds. */
const DEADLINE_MS = 30_000;
const INTERVAL_MS = 500;
const ANSWER_TIMEOUT_MS = 4000;

const LOGIN_FLOW = "/self-service/login/browser";
const SIGN_IN_PAGE = "/login";

export interface LearntAddresses {
  FOYER_PUBLIC_URL: string;
  KRATOS_BROWSER_URL: string;
}

const flowSchema = z.object({ ui: z.object({ action: z.string() }) });

/**
 * Kratos' sign-in page is Foyer's `/login`: its redirect there says where Foyer is, and a flow's form action says
 * where browsers meet Kratos. Asks until Kratos answers.
 * @returns undefined when there is nothing to learn: FOYER_PUBLIC_URL is set, or no Kratos of one's own to ask
 * @throws ConfigError when Kratos cannot be asked, or says nothing that the addresses follow from
 */
export async function learnAddresses(
  environment: Variables,
  { deadlineMs = DEADLINE_MS, intervalMs = INTERVAL_MS } = {},
): Promise<LearntAddresses | undefined> {
  const { FOYER_PUBLIC_URL, KRATOS_PUBLIC_URL, KRATOS_BROWSER_URL } = toGiven(environment);
  if (FOYER_PUBLIC_URL || !KRATOS_PUBLIC_URL || !URL.canParse(KRATOS_PUBLIC_URL)) return undefined;
  const url = `${trimSlashes(KRATOS_PUBLIC_URL)}${LOGIN_FLOW}`;
  const redirect = await askUntil(url, "text/html", { deadlineMs, intervalMs });
  const publicUrl = toOwnAddress(redirect.location, redirect.status);
  const flow = await askUntil(url, "application/json", { deadlineMs, intervalMs });
  if (!KRATOS_BROWSER_URL)
    return { FOYER_PUBLIC_URL: publicUrl, KRATOS_BROWSER_URL: toBrowserAddress(flow.text) };
  requireSameAddress(KRATOS_BROWSER_URL, readBrowserAddress(flow.text));
  return { FOYER_PUBLIC_URL: publicUrl, KRATOS_BROWSER_URL };
}

/** Foyer shows only forms that lead to where browsers meet Kratos: with another address no page would be shown. */
function requireSameAddress(given: string, named: string | undefined): void {
  if (named === undefined || !URL.canParse(given) || toAddress(given) === toAddress(named)) return;
  throw new ConfigError([
    `KRATOS_BROWSER_URL: is ${trimSlashes(given)}, but Kratos' forms lead to ${named}. ` +
      `Set KRATOS_BROWSER_URL=${named}, or leave it out; or kratos.yml: serve.public.base_url: ${trimSlashes(given)}/`,
  ]);
}

function toOwnAddress(location: string | undefined, status: number): string {
  const seen = `${LOGIN_FLOW} answered ${status}`;
  if (!location) throw toError(`${seen} without a redirect to a sign-in page`);
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw toError("its selfservice.flows.login.ui_url is no absolute http(s) address");
  }
  const path = trimSlashes(url.pathname);
  if (!path.endsWith(SIGN_IN_PAGE)) {
    throw toError(
      `its selfservice.flows.login.ui_url is ${url.origin}${url.pathname}, Foyer's sign-in page ends in ${SIGN_IN_PAGE}`,
    );
  }
  return url.origin + path.slice(0, -SIGN_IN_PAGE.length);
}

function toBrowserAddress(text: string): string {
  const address = readBrowserAddress(text);
  if (address === undefined)
    throw toError("its login flow names no form action, so where browsers meet it is unknown");
  return address;
}

function readBrowserAddress(text: string): string | undefined {
  const action = flowSchema.safeParse(parseJson(text)).data?.ui.action ?? "";
  const end = action.indexOf("/self-service/");
  return end === -1 || !URL.canParse(action) ? undefined : action.slice(0, end);
}

function toError(reason: string): ConfigError {
  return new ConfigError([
    `FOYER_PUBLIC_URL: is missing, and Foyer cannot learn it from Kratos: ${reason}. ` +
      "Set it to the address people see, for example https://accounts.example",
  ]);
}

interface Answer {
  status: number;
  location?: string;
  text: string;
}

/** Any answer below 500 counts: a Kratos that starts up answers none, or a proxy's 5xx. */
async function askUntil(
  url: string,
  accept: string,
  { deadlineMs, intervalMs }: { deadlineMs: number; intervalMs: number },
): Promise<Answer> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const answer = await ask(url, accept, Math.min(ANSWER_TIMEOUT_MS, deadlineMs));
    if (typeof answer !== "string" && answer.status < 500) return answer;
    if (performance.now() + intervalMs > end) {
      const what = typeof answer === "string" ? answer : `it answered ${answer.status}`;
      throw toError(`${new URL(url).origin} did not say (${what})`);
    }
    await delay(intervalMs);
  }
}

/** @returns the reason in a word when there is no answer */
async function ask(url: string, accept: string, timeoutMs: number): Promise<Answer | string> {
  try {
    const { status, headers, body } = await exchange({
      url,
      headers: { accept },
      timeoutMs,
    });
    return { status, location: toHeaderValues(headers.location)[0], text: body.toString() };
  } catch (error) {
    if (!(error instanceof ExchangeError)) return "no answer";
    return error.kind === "timeout" ? "no answer in time" : (toErrorCode(error.cause) ?? "no answer");
  }
}
