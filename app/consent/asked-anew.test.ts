/** A consent that Hydra is asked for once more: of whoever has an account by now, no new one is asked for. */

import { expect, it, vi } from "vitest";
import { consentRequest, requestUrl, session } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const [OLDER = "", NEWER = ""] = ["1", "2"].map((sign) => `${sign.repeat(8)}-3b4d-4e5f-8a9b-0c1d2e3f4a5b`);

it.each([
  ["signed out", "registration login", "login"],
  ["superseded", "registration login", "login"],
  ["signed out", "registration", null],
  ["superseded", "consent", "consent"],
])("leads to no registration where it was %s, of prompt=%s", async (why, prompt, left) => {
  const request = consentRequest({ challenge: OLDER, request_url: requestUrl({ prompt }) });
  await startStubServers((path) => {
    if (path === "/sessions/whoami")
      return why === "superseded"
        ? { status: 200, body: session() }
        : { status: 401, body: { error: { code: 401 } } };
    return path === "/admin/oauth2/auth/requests/consent" ? { status: 200, body: request } : undefined;
  });
  const { writeOpenPage } = await import("@/lib/oauth2/shared/open-pages.server");
  const { GET } = await import("./route");
  const toRequest = (cookies: string[]) =>
    new Request(`${FOYER}/consent?consent_challenge=${OLDER}`, {
      headers: {
        cookie: ["ory_kratos_session=s", ...cookies.map((line) => line.split(";", 1)[0])].join("; "),
      },
    });
  const older = writeOpenPage(toRequest([]), "shop", OLDER);
  const cookies = why === "superseded" ? writeOpenPage(toRequest(older), "shop", NEWER) : older;
  const anew = new URL((await GET(toRequest(cookies))).headers.get("location") ?? "");
  expect(anew.pathname).toBe("/oauth2/auth");
  expect(anew.searchParams.get("prompt")).toBe(left);
});
