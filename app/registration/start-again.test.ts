/** A registration that was left until the app's request had expired: the way to the request as the app made it. */

import { beforeEach, expect, it, vi } from "vitest";
import { toRecord } from "@/lib/json";
import { getFixture } from "@/tests/fixtures/fixtures";
import { findTags } from "@/tests/support/html.mjs";
import { loginRequest, requestUrl, session } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const CHALLENGE = "6c0e1f2a-3b4d-4e5f-8a9b-0c1d2e3f4a5b";
const ASKED = requestUrl({ prompt: "registration", state: "s" });

let isExpired: boolean;

beforeEach(async () => {
  isExpired = false;
  const answers: Record<string, () => object> = {
    "/sessions/whoami": session,
    "/self-service/registration/browser": () => toRecord(getFixture("registration-all-initial").flow),
    "/admin/oauth2/auth/requests/login": () => loginRequest({}, { challenge: CHALLENGE, request_url: ASKED }),
  };
  await startStubServers((path) => {
    if (isExpired && path.startsWith("/admin/"))
      return { status: 401, body: { error: "request_unauthorized" } };
    const answer = answers[path];
    return answer && { status: 200, body: answer() };
  });
});

it.each([
  ["the form", ""],
  ["the question whose account it is to be", "ory_kratos_session=s"],
])("leads from its page to the app's request, once it has expired: from %s", async (_, cookie) => {
  const { GET } = await import("./route");
  const open = (cookies: string[]) =>
    GET(
      new Request(`${FOYER}/registration?login_challenge=${CHALLENGE}`, {
        headers: { cookie: cookies.join("; ") },
      }),
    );
  const page = await open([cookie]);
  expect(page.status).toBe(200);
  isExpired = true;
  const kept = page.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const late = await open([cookie, ...kept]);
  expect(late.status).toBe(410);
  const links = findTags(await late.text(), "a").map(({ attributes: { href } }) => href);
  expect(links).toContain(ASKED);
});
