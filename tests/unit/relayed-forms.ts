/** Forms on their way to Kratos, as they are counted; in memory. */

import type { FlowAnswer } from "../../lib/observe/flow-outcome";
import { parseFlowForm } from "../../lib/relay/form/relay-body";
import { PEER_HEADER } from "../../lib/web/caller";
import { setEnvironment } from "./environment";

export const SENDS = 2;
export const RECIPIENT_SENDS = 5;
export const GUESSES = 3;
export const RECIPIENT_GUESSES = 16;
export const SECOND_FACTORS = RECIPIENT_GUESSES / 4;

const LIMITS = {
  FOYER_RATE_LIMIT_ADDRESS_POSTS: "0",
  FOYER_RATE_LIMIT_NETWORK_POSTS: "0",
  FOYER_RATE_LIMIT_FLOW_POSTS: "0",
  FOYER_RATE_LIMIT_SENDS: String(SENDS),
  FOYER_RATE_LIMIT_RECIPIENT_SENDS: String(RECIPIENT_SENDS),
  FOYER_RATE_LIMIT_GUESSES: String(GUESSES),
  FOYER_RATE_LIMIT_RECIPIENT_GUESSES: String(RECIPIENT_GUESSES),
};

let limits: typeof import("../../lib/limits/recipients/limit-relay");
let made = 0;

/** The limits anew, nothing counted yet. @param changes of the environment */
export async function startLimits(changes: Record<string, string> = {}): Promise<void> {
  setEnvironment({ ...LIMITS, ...changes });
  limits = await import("../../lib/limits/recipients/limit-relay");
}

/** An address that no other test uses. */
export const newAddress = () => `person-${++made}@foyer.example`;
export const newFlow = () => crypto.randomUUID();

interface Asked {
  flow?: string;
  network?: number;
  cookie?: string;
}

export function send(
  kind: string,
  fields: Record<string, string>,
  { flow = newFlow(), network = 1, cookie }: Asked = {},
) {
  const request = new Request(`https://id.example/self-service/${kind}?flow=${flow}`, {
    method: "POST",
    headers: {
      [PEER_HEADER]: `10.0.${network}.7`,
      "content-type": "application/x-www-form-urlencoded",
      ...(cookie && { cookie }),
    },
  });
  const body = new TextEncoder().encode(new URLSearchParams(fields).toString());
  return limits.limitRelayed(request, parseFlowForm(request.headers.get("content-type"), body));
}

/** How often it passes until it is refused, and the refusal. */
export async function countUntilRefused(
  run: () => Promise<unknown>,
): Promise<{ taken: number; error: unknown }> {
  for (let taken = 0; taken < 60; taken += 1) {
    try {
      await run();
    } catch (error) {
      return { taken, error };
    }
  }
  return { taken: Number.POSITIVE_INFINITY, error: undefined };
}

/** Kratos' answer of a form's next step, or of its mistakes: the same page of the same flow. */
export const shownAgain = (kind: string, flow: string): FlowAnswer => ({
  status: 303,
  location: `/${kind}?flow=${flow}`,
  setCookies: [],
});

let sessions = 0;

/** Kratos' answer that begins a session, and the cookie that the browser sends from then on. */
export function begin(): { answer: FlowAnswer; cookie: string } {
  const value = Buffer.from(String(++sessions).padStart(32, "session?~ ")).toString("base64url");
  const cookie = `ory_kratos_session=${value}=`;
  return { answer: { status: 303, location: "/welcome", setCookies: [`${cookie}; Path=/`] }, cookie };
}

/** Signs in with a right password. @returns the session's cookie, and the one by which the browser is known */
export async function signIn(identifier: string, more: Record<string, string> = {}, asked: Asked = {}) {
  const settle = await send("login", { method: "password", password: "right", identifier, ...more }, asked);
  const { answer, cookie } = begin();
  const own = await settle(answer);
  return { session: cookie, known: own.map((line) => line.split(";", 1)[0]).join("; ") };
}

export const guess = (identifier: string, asked?: Asked) =>
  send("login", { method: "password", password: "wrong", identifier }, asked);
