/** What strangers send or keep, of any size: requests, flows, consents. */

import type { OAuth2ConsentSession } from "@ory/client-fetch";
import { ALICE, client, wireTime } from "./oauth2";

export const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const joined = (count: number, make: (index: number) => string, by = "") => list(count, make).join(by);

export const asked = (headers: Record<string, string>, init: RequestInit = {}) =>
  new Request("https://id.example/login", { ...init, headers: { ...init.headers, ...headers } });
export const posted = (type: string, body: string) =>
  asked({ "content-type": type, "sec-fetch-site": "same-origin" }, { method: "POST", body });

export const FORM = "application/x-www-form-urlencoded";
export const OWN = "__Host-foyer-";
export const OFFER = { offered: ["en", "de"], all: ["en", "de"], fallback: "en" };
/** Looks like a seal as far as the key is derived for it. */
export const BOGUS = `Fe26.2**${"a".repeat(64)}*${"b".repeat(22)}*${"c".repeat(64)}*9999999999999*${"d".repeat(64)}*${"e".repeat(43)}`;

export const consent = (): OAuth2ConsentSession => ({
  grant_scope: ["openid"],
  handled_at: wireTime("2026-02-01T10:00:00Z"),
  consent_request: { challenge: "c", subject: ALICE, client: client() },
});
export const trait = (index: number) => ({
  type: "input",
  group: "default",
  attributes: { name: `traits.x${index}`, type: "text", value: "v", node_type: "input" },
  messages: [],
  meta: {},
});
export const toFlow = (nodes: object[]) => ({
  id: "f",
  ui: { action: "https://id.example/auth/self-service/registration?flow=f", method: "POST", nodes },
});
export const submit = (group: string) => ({
  ...trait(0),
  group,
  attributes: { name: "method", type: "submit", value: group },
});
