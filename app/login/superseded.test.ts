/** A sign-in that Hydra can finish no more begins anew, or goes on with the newest page of its app. */

import { beforeEach, expect, it } from "vitest";
import { toPendingRequest } from "@/lib/oauth2/login/pending-request";
import { HYDRA, loginRequest, session } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

const [TYPED, OTHER, SILENT] = ["1", "2", "3"].map((sign) => `${sign.repeat(8)}-3b4d-4e5f-8a9b-0c1d2e3f4a5b`);
const MINUTE_MS = 60_000;

beforeEach(() =>
  startStubServers((path) => {
    if (path === "/sessions/whoami") return { status: 200, body: session() };
    if (path === "/admin/oauth2/auth/requests/login")
      return { status: 200, body: loginRequest({}, { challenge: TYPED }) };
    const isAccept = path === "/admin/oauth2/auth/requests/login/accept";
    return isAccept
      ? { status: 200, body: { redirect_to: `${HYDRA}oauth2/auth?login_verifier=v` } }
      : undefined;
  }),
);

/**
 * Where who has typed the password is led, after the app renewed its tokens, and with another page of it that waits.
 * @param answer of a question that the page asked, in place of coming back to it
 */
async function comeBack(otherMinutesAgo: number, answer?: string): Promise<string | null> {
  const { writePendingRequest } = await import("@/lib/oauth2/login/pending-request.server");
  const { writeOpenPage } = await import("@/lib/oauth2/shared/open-pages.server");
  const { GET, POST } = await import("./route");
  const { requireChallenge } = await import("@/lib/oauth2/shared/challenge.server");
  const { toAnswerForm, toNamedAccount } = await import("@/lib/oauth2/login/login-answer.server");
  const jar = new Map([["ory_kratos_session", "s"]]);
  const toRequest = (init: RequestInit = {}) =>
    new Request(`${FOYER}/login?login_challenge=${TYPED}`, {
      ...init,
      headers: { cookie: [...jar].map((pair) => pair.join("=")).join("; "), origin: FOYER },
    });
  const keep = (lines: string[]) => {
    for (const line of lines) {
      const [pair = ""] = line.split(";", 1);
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const wait = async (challenge: string | undefined, minutesAgo: number) => {
    const at = new Date(Date.now() - minutesAgo * MINUTE_MS);
    keep(await writePendingRequest(toRequest(), toPendingRequest(loginRequest({}, { challenge }), null, at)));
  };
  await wait(TYPED, 5);
  await wait(OTHER, otherMinutesAgo);
  const client = `login of ${loginRequest().client?.client_id}`;
  for (const challenge of [TYPED, SILENT]) keep(writeOpenPage(toRequest(), client, challenge ?? ""));
  if (answer === undefined) return (await GET(toRequest())).headers.get("location");
  const challenge = requireChallenge(TYPED);
  const account = toNamedAccount(challenge, session());
  const body = new URLSearchParams({
    ...toAnswerForm("/login", challenge).fields,
    account,
    decision: answer,
  });
  const page = await (await POST(toRequest({ method: "POST", body }))).text();
  // After a form the way to another origin is a page's.
  return /href="(https:\/\/hydra[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? null;
}

it("a page of before that waits still keeps no sign-in from beginning anew", async () => {
  const anew = new URL((await comeBack(10)) ?? "");
  expect([anew.origin, anew.searchParams.get("client_id")]).toEqual([new URL(HYDRA).origin, "shop"]);
  expect(anew.searchParams.has("login_verifier")).toBe(false);
});

it("with a newer page of the app it goes on", async () => {
  expect(await comeBack(1)).toBe(`/login?login_challenge=${OTHER}`);
});

it("who chooses to go on as themselves on such a page begins it anew, too", async () => {
  const anew = new URL((await comeBack(10, "switch")) ?? "");
  expect([anew.searchParams.get("client_id"), anew.searchParams.has("login_verifier")]).toEqual([
    "shop",
    false,
  ]);
});
