/** Asks for codes and links in every way a request can be written, and counts what Kratos sent for it. */

import { expect } from "@playwright/test";
import type { Stack } from "./test";
import type { UserAgent } from "./user-agent.mjs";

export type SendingKind = "login" | "registration" | "recovery" | "verification" | "settings";

/** How a request is written: Kratos takes the first four alike, and in some of its flows the others too. */
export const WRITINGS = ["form", "JSON", "JSON as a form", "within a field", "GET", "query"] as const;

export type Writing = (typeof WRITINGS)[number];

const FORM_TYPE = "application/x-www-form-urlencoded";

/** The last is a list to Kratos, which takes what it labels for JSON. */
const TYPES: Partial<Record<Writing, string>> = {
  JSON: "application/json",
  "JSON as a form": `${FORM_TYPE}; charset=utf-8, application/json`,
};

export interface OpenFlow {
  url: string;
  csrfToken: string;
}

/** Makes an agent one of a network: all addresses of `number` are in one /24. */
export function fromNetwork(agent: UserAgent, number: number, host = 7): UserAgent {
  agent.headers["x-forwarded-for"] = `198.${18 + (number >> 8)}.${number & 255}.${host}`;
  return agent;
}

/** The flow that a page is about, and what its forms prove themselves by to Kratos. */
export function readFlow(html: string): { id: string; csrfToken: string } {
  const id = /self-service\/\w+\?flow=([0-9a-f-]{36})/.exec(html)?.[1] ?? "";
  const csrfToken = /name="csrf_token"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? "";
  expect(id && csrfToken, "the page holds a flow").toBeTruthy();
  return { id, csrfToken };
}

/** A fresh flow of this browser's, as its page names it. */
export async function openFlow(
  agent: UserAgent,
  stack: Stack,
  kind: SendingKind,
  query = "",
): Promise<OpenFlow> {
  const { id, csrfToken } = readFlow((await agent.open(`${stack.urls.foyer}/${kind}${query}`)).html);
  return { url: `${stack.urls.foyer}/self-service/${kind}?flow=${id}`, csrfToken };
}

/** Sends a form whose bytes begin with something before its first field. @returns the status, 3xx unfollowed */
export async function sendBehind(
  agent: UserAgent,
  { url, csrfToken }: OpenFlow,
  before: string,
  fields: Record<string, string>,
): Promise<number> {
  const response = await agent.fetch(url, {
    method: "POST",
    headers: {
      accept: "text/html",
      origin: new URL(url).origin,
      "content-type": FORM_TYPE,
    },
    body: before + new URLSearchParams({ ...fields, csrf_token: csrfToken }).toString(),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Sends fields to a flow. @returns the status, 3xx unfollowed */
export async function send(
  agent: UserAgent,
  { url, csrfToken }: OpenFlow,
  fields: Record<string, unknown>,
  writing: Writing = "form",
): Promise<number> {
  const all = { csrf_token: csrfToken, ...fields };
  const query = new URLSearchParams(Object.entries(all).map(([name, value]) => [name, String(value)]));
  const response = await agent.fetch(writing === "GET" || writing === "query" ? `${url}&${query}` : url, {
    method: writing === "GET" ? "GET" : "POST",
    headers: {
      accept: "text/html",
      ...(writing !== "GET" && {
        origin: new URL(url).origin,
        "content-type": TYPES[writing] ?? FORM_TYPE,
      }),
    },
    ...(writing === "form" && { body: query.toString() }),
    ...(TYPES[writing] && { body: JSON.stringify(all) }),
    ...(writing === "within a field" && { body: toFormOfOne(all).toString() }),
    ...(writing === "query" && { body: "nothing=" }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Kratos writes an object's text into its JSON as it stands: what follows the object would be other fields. */
function toFormOfOne({ csrf_token, method, ...fields }: Record<string, unknown>): URLSearchParams {
  const inside = JSON.stringify(fields).slice(1, -1);
  return new URLSearchParams({
    csrf_token: String(csrf_token),
    method: String(method),
    transient_payload: `{}, ${inside}`,
  });
}

export function enterWrongCode(agent: UserAgent, flow: OpenFlow): Promise<number> {
  return send(agent, flow, { method: "code", code: "000000" });
}

/** Sends a password to a fresh sign-in. @returns the status, 3xx unfollowed */
export async function sendPasswordFrom(
  agent: UserAgent,
  stack: Stack,
  { email, password }: { email: string; password: string },
): Promise<number> {
  const flow = await openFlow(agent, stack, "login");
  return send(agent, flow, { method: "password", identifier: email, password });
}

/** Messages that Kratos has made for a recipient; each of them arrives. */
export async function countMessages(stack: Stack, recipient: string): Promise<number> {
  const query = new URLSearchParams({ recipient, page_size: "250" });
  const answer = await fetch(`${stack.urls.kratosAdmin}/admin/courier/messages?${query}`);
  const messages: unknown[] = await answer.json();
  await expect.poll(() => stack.messages(recipient).length).toBe(messages.length);
  return messages.length;
}
