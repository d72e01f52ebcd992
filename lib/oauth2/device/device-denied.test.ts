/** A device's request that a person refuses, at sign-in and at consent, between stubs that answer as v26.2.0 does. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { HYDRA } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const REQUESTS = "/admin/oauth2/auth/requests";
const SUBJECT = "a11ce000-0000-4000-8000-000000000001";

let count = 0;
let requestUrl: string;
let rejected: string[];

beforeEach(async () => {
  rejected = [];
  await startStubServers((path, method) => {
    if (method === "PUT") rejected.push(path);
    return { status: 200, body: answer(path) };
  });
});

function answer(pathname: string): object {
  if (pathname.endsWith("/accept")) return { redirect_to: `${HYDRA}oauth2/device/verify?consent_verifier=v` };
  if (pathname.endsWith("/reject"))
    return { redirect_to: `${HYDRA}oauth2/device/verify?error=access_denied` };
  if (pathname === "/sessions/whoami") return { id: "session", active: true, identity: { id: SUBJECT } };
  return {
    challenge: "c",
    subject: SUBJECT,
    request_url: requestUrl,
    requested_scope: ["openid"],
    client: { client_id: "tv", client_name: "TV" },
  };
}

function deny(withCode: boolean): Promise<Response> {
  // One answer a challenge: each has its own.
  count += 1;
  return send("reject", withCode);
}

async function send(
  consent_action: "accept" | "reject",
  withCode: boolean,
  cookies: string[] = [],
): Promise<Response> {
  const challenge = `challenge-${count}`;
  const [{ answerConsent }, { createToken }, { writeTypedCode }, { withPage }] = await Promise.all([
    import("@/lib/oauth2/consent/answer-consent.server"),
    import("@/lib/web/form-token"),
    import("./user-code.server"),
    import("@/lib/web/with-page"),
  ]);
  const typed = withCode ? `; ${(await writeTypedCode("WdJbMjHt")).split(";", 1)[0]}` : "";
  const request = new Request(`${FOYER}/consent`, {
    method: "POST",
    headers: {
      cookie: [`ory_kratos_session=s${typed}`, ...cookies].join("; "),
      origin: FOYER,
      "sec-fetch-site": "same-origin",
    },
  });
  const form = new URLSearchParams({
    consent_challenge: challenge,
    consent_action,
    csrf_token: createToken("consent", challenge, "session"),
  });
  return withPage("/consent", request, (page) => answerConsent(page, form));
}

/** The page, as Back opens it again. */
async function open(cookies: string[] = []): Promise<Response> {
  const [{ showConsent }, { requireChallenge }, { withPage }] = await Promise.all([
    import("@/lib/oauth2/consent/answer-consent.server"),
    import("@/lib/oauth2/shared/challenge.server"),
    import("@/lib/web/with-page"),
  ]);
  const request = new Request(`${FOYER}/consent`, {
    headers: { cookie: ["ory_kratos_session=s", ...cookies].join("; ") },
  });
  return withPage("/consent", request, (page) => showConsent(page, requireChallenge(`challenge-${count}`)));
}

function toCookies(response: Response): string[] {
  return response.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
}

const APP_URL = `${HYDRA}oauth2/auth?client_id=tv&redirect_uri=https%3A%2F%2Fapp.example%2Fcb`;

it("leads Deny after Allow, in a copy of the tab, to where it can be taken back (O7)", async () => {
  requestUrl = APP_URL;
  count += 1;
  await send("accept", false);
  const late = await send("reject", false);
  expect([late.status, late.headers.get("location")]).toEqual([303, "/account/apps"]);
  expect(rejected).toEqual([`${REQUESTS}/consent/accept`]);
});

describe("consent for a device that is denied", () => {
  it.each([
    [`${HYDRA}oauth2/device/verify?client_id=tv`, false],
    [`${HYDRA}oauth2/device/verify?client_id=tv`, true],
    [`${HYDRA}oauth2/auth?client_id=tv`, true],
  ])("ends on a page of our own (%s, code typed here: %s)", async (url, withCode) => {
    requestUrl = url;
    const page = await deny(withCode);
    const html = await page.text();
    expect([page.status, page.headers.get("location")]).toEqual([200, null]);
    expect(html).toContain("Nothing was allowed");
    expect(html).not.toContain("error=access_denied");
    expect(rejected).toEqual([`${REQUESTS}/consent/reject`]);
  });

  it("is said to be denied when it is sent twice, and not when it was allowed before", async () => {
    requestUrl = `${HYDRA}oauth2/device/verify?client_id=tv`;
    await deny(true);
    expect(await (await send("reject", true)).text()).toContain("Nothing was allowed");
    count += 1;
    await send("accept", true);
    const late = await send("reject", true);
    expect([late.status, late.headers.get("location")]).toEqual([303, "/account/apps"]);
    expect(rejected).toEqual([`${REQUESTS}/consent/reject`, `${REQUESTS}/consent/accept`]);
  });

  it.each(["accept", "reject"] as const)(
    "is done after %s, where Back opens its page again (O7)",
    async (answer) => {
      requestUrl = `${HYDRA}oauth2/device/verify?client_id=tv`;
      count += 1;
      const page = await open();
      expect(page.status).toBe(200);
      const answered = await send(answer, false, toCookies(page));
      const back = await open(toCookies(answered));
      expect(back.status).toBe(410);
      expect(await back.text()).toContain("This is already done");
    },
  );

  it("leads back to the app where there is one", async () => {
    requestUrl = APP_URL;
    for (const page of [await deny(true), await send("reject", true)]) {
      const html = await page.text();
      expect((page.headers.get("location") ?? "") + html).toContain("error=access_denied");
      expect(html).not.toContain("Nothing was allowed");
    }
  });
});
