import { beforeEach, expect, it, vi } from "vitest";
import type { UpstreamAnswer } from "@/lib/ory/transport";
import { setEnvironment } from "@/tests/unit/environment";
import { findBegunDestination, isBegunHere, keepProviderStep } from "./begun-sign-ins";

beforeEach(() => setEnvironment());

const CONTINUITY = "ory_kratos_continuity=c; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax";
const AT_PROVIDER = "https://idp.example/auth";

const requestWith = (lines: string[]) =>
  new Request("http://inner.invalid/self-service/methods/oidc/callback/acme", {
    headers: { cookie: lines.map((line) => line.split(";", 1)[0]).join("; ") },
  });

const toAnswer = (status: number, body = ""): UpstreamAnswer => ({
  status,
  headers: {},
  body: Buffer.from(body),
});

const led = (
  location: string | undefined,
  setCookies = [CONTINUITY],
  lines: string[] = [],
  answer = toAnswer(303),
) => keepProviderStep(requestWith(lines), { answer, location, setCookies });

const isBegun = (lines: string[], query: string) =>
  isBegunHere(requestWith(lines), new URLSearchParams(query));

it("F19: an answer counts only in the browser that was led to its provider", async () => {
  const lines = await led(`${AT_PROVIDER}?state=mine&client_id=c`);
  expect(await isBegun(lines, "state=mine&code=c")).toBe(true);
  expect(await isBegun(lines, "error=access_denied&state=mine")).toBe(true);
  for (const query of [
    "state=theirs&code=c",
    "code=c",
    "state=",
    "",
    "state=mine&state=theirs",
    "State=mine",
  ]) {
    expect(await isBegun(lines, query), query).toBe(false);
  }
  expect(await isBegun([], "state=mine&code=c")).toBe(false);
});

it("F19: a script that is told where to lead the browser begins a sign-in too", async () => {
  const body = JSON.stringify({ redirect_browser_to: `${AT_PROVIDER}?state=mine` });
  const lines = await led(undefined, [CONTINUITY], [], toAnswer(422, body));
  expect(await isBegun(lines, "state=mine&code=c")).toBe(true);
});

it("F19: a provider of OAuth 1.0a is known by its token, also when the person says no", async () => {
  const lines = await led(`${AT_PROVIDER}?oauth_token=mine`);
  expect(await isBegun(lines, "state=any&code=unused&oauth_token=mine&oauth_verifier=v")).toBe(true);
  expect(await isBegun(lines, "state=any&code=unused&denied=mine")).toBe(true);
  expect(await isBegun(lines, "state=any&code=unused&oauth_token=theirs&oauth_verifier=v")).toBe(false);
});

it("F19: a provider that knows one `state` carries no other through with it", async () => {
  const lines = await led(`${AT_PROVIDER}?state=mine`);
  for (const known of ["oauth_token=mine", "denied=mine", "state=mine", "oauth_token=mine&denied=mine"]) {
    expect(await isBegun(lines, `state=theirs&${known}&code=c`), known).toBe(false);
    expect(await isBegun(lines, `${known}&state=theirs&code=c`), known).toBe(false);
  }
  const both = await led(`${AT_PROVIDER}?state=mine&oauth_token=token`);
  expect(await isBegun(both, "state=theirs&oauth_token=token")).toBe(false);
  const token = await led(`${AT_PROVIDER}?oauth_token=token`);
  expect(await isBegun(token, "state=token&code=c")).toBe(false);
});

it("F19: a destination with a `state` begins nothing: Kratos leads there without its cookie", async () => {
  const gone = "ory_kratos_continuity=; Path=/; Max-Age=0";
  for (const setCookies of [[], ["ory_kratos_session=s; Path=/"], [gone]]) {
    expect(await led("https://app.example/?state=theirs", setCookies)).toEqual([]);
  }
  for (const location of ["https://id.example/login?flow=f", "/relative?state=s", undefined]) {
    expect((await led(location)).join()).not.toContain("foyer-begun");
  }
});

it("F19: tabs wait side by side, the cookie never grows, and what waits too long is forgotten", async () => {
  let lines: string[] = [];
  const lengths: number[] = [];
  for (let index = 0; index < 50; index += 1) {
    lines = await led(`${AT_PROVIDER}?state=${index}-${"s".repeat(900)}`, [CONTINUITY], lines);
    lengths.push(lines.join("").length);
  }
  const begun = (index: number) => isBegun(lines, `state=${index}-${"s".repeat(900)}`);
  expect([await begun(49), await begun(42), await begun(41)]).toEqual([true, true, false]);
  expect(Math.max(...lengths)).toBeLessThan(1200);
  vi.useFakeTimers({ now: Date.now() + 62 * 60 * 1000, toFake: ["Date"] });
  try {
    expect(await begun(49)).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it("F19: native apps sign in over this origin only where the operator says so", async () => {
  setEnvironment({ FOYER_NATIVE_SOCIAL_SIGN_IN: "true" });
  const relay = await import("./begun-sign-ins");
  expect(await relay.isBegunHere(requestWith([]), new URLSearchParams("state=theirs&code=c"))).toBe(true);
});

it("D1: of the sign-ins that one answer names no more are counted than a browser waits for", async () => {
  setEnvironment({ FOYER_NATIVE_SOCIAL_SIGN_IN: "true", FOYER_RATE_LIMIT_FLOW_POSTS: "1" });
  const { takesAnswer } = await import("./begun-sign-ins");
  const take = (query: string) => takesAnswer(requestWith([]), new URLSearchParams(query));
  const names = Array.from({ length: 50 }, (_, index) => `state=${index}`);
  expect(await take(names.join("&"))).toBe(true);
  for (const counted of names.slice(0, 8)) await expect(take(counted)).rejects.toMatchObject({ status: 429 });
  for (const made of names.slice(8)) expect(await take(made), made).toBe(true);
});

it("keeps where the newest sign-in was going, for its own answer alone", async () => {
  const sent = (returnTo: string, lines: string[], state: string) => {
    const address = `http://inner.invalid/self-service/login?flow=f&return_to=${encodeURIComponent(returnTo)}`;
    const request = new Request(address, { headers: requestWith(lines).headers });
    const location = `${AT_PROVIDER}?state=${state}`;
    return keepProviderStep(request, { answer: toAnswer(303), location, setCookies: [CONTINUITY] });
  };
  const find = (lines: string[], query: string) =>
    findBegunDestination(requestWith(lines), new URLSearchParams(query));
  const first = await sent("https://id.example/a", [], "one");
  expect(await find(first, "state=one&code=c")).toBe("https://id.example/a");
  expect(await find(first, "state=other&code=c")).toBeUndefined();
  const second = await sent("https://id.example/b", first, "two");
  expect(await find(second, "state=two&error=access_denied")).toBe("https://id.example/b");
  expect(await find(second, "state=one&code=c")).toBeUndefined();
  const long = await sent(`https://id.example/${"a".repeat(4000)}`, second, "three");
  expect(await find(long, "state=three")).toBeUndefined();
  expect(await isBegun(long, "state=three")).toBe(true);
  expect(await find([], "state=one")).toBeUndefined();
});

it("F12: who signs up without a session is led to no sign-in of their own, either", async () => {
  const link = (flow: string, more = "") =>
    `https://id.example/auth/login?flow=${flow}&no_org_ui=true${more}`;
  const post = (returnTo: string, location: string, setCookies: string[] = [], lines: string[] = []) => {
    const address = `http://inner.invalid/self-service/registration?flow=r&return_to=${encodeURIComponent(returnTo)}`;
    const request = new Request(address, { headers: requestWith(lines).headers });
    return keepProviderStep(request, { answer: toAnswer(303), location, setCookies });
  };
  for (const destination of [link("theirs"), link("theirs", `&x=${"x".repeat(4000)}`)]) {
    expect(await post(destination, destination)).toEqual([]);
    expect(await post(destination, link("own"))).toHaveLength(1);
    const first = await post(destination, `${AT_PROVIDER}?state=one`, [CONTINUITY]);
    const second = await post("https://id.example/b", `${AT_PROVIDER}?state=two`, [CONTINUITY], first);
    for (const lines of [first, second]) {
      expect(await led(destination, [], lines)).toEqual([]);
      expect(await led(link("own"), [], lines)).toHaveLength(1);
    }
  }
});

it("F12: whoever signs in is led to no sign-in of their own, whatever the destination", async () => {
  const location = "https://id.example/auth/login?flow=L&no_org_ui=true";
  expect(await led(location, [])).toHaveLength(1);
  expect(await led(location, ["ory_kratos_session=s; Path=/"])).toEqual([]);
});
