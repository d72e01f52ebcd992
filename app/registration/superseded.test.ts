/** A registration that Hydra can finish no more, once the app renewed its tokens meanwhile: its sign-in begins anew. */

import { expect, it, vi } from "vitest";
import { toRecord } from "@/lib/json";
import { getFixture } from "@/tests/fixtures/fixtures";
import { CookieJar } from "@/tests/support/cookie-jar.mjs";
import { loginRequest, session } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const [TYPED, SILENT] = ["1", "2"].map((sign) => `${sign.repeat(8)}-3b4d-4e5f-8a9b-0c1d2e3f4a5b`);

it.each([
  ["with a new account", true],
  ["without one, to sign in", false],
])("begins the app's sign-in anew for who comes from its page %s", async (_, isSignedIn) => {
  const asked = loginRequest({ prompt: "registration login consent" }, { challenge: TYPED });
  let hasAccount = false;
  await startStubServers((path) => {
    if (path === "/sessions/whoami")
      return hasAccount ? { status: 200, body: session() } : { status: 401, body: { error: { code: 401 } } };
    if (path === "/self-service/registration/browser")
      return { status: 200, body: toRecord(getFixture("registration-all-initial").flow) };
    return path === "/admin/oauth2/auth/requests/login" ? { status: 200, body: asked } : undefined;
  });
  const { writeOpenPage } = await import("@/lib/oauth2/shared/open-pages.server");
  const { toLoginName } = await import("@/lib/oauth2/login/login-answer.server");
  const [registration, login] = await Promise.all([import("./route"), import("@/app/login/route")]);
  const jar = new CookieJar();
  jar.store(new URL(FOYER), ["ory_kratos_session=s"]);
  const toRequest = (path: string) =>
    new Request(`${FOYER}/${path}?login_challenge=${TYPED}`, {
      headers: { cookie: jar.header(new URL(FOYER)) ?? "" },
    });
  const page = await registration.GET(toRequest("registration"));
  expect(page.status).toBe(200);
  jar.store(new URL(FOYER), page.headers.getSetCookie());
  const silent = writeOpenPage(toRequest("login"), toLoginName(asked), SILENT ?? "", { isAnswered: true });
  jar.store(new URL(FOYER), silent);
  hasAccount = isSignedIn;
  const anew = new URL((await login.GET(toRequest("login"))).headers.get("location") ?? "");
  expect(anew.searchParams.get("client_id")).toBe("shop");
  expect(anew.searchParams.get("prompt")).toBe("login consent");
});
