/** What a sign-in that begins anew takes along: the password that was given for it, and nothing where none was. */

import { expect, it } from "vitest";
import { toPendingRequest } from "@/lib/oauth2/login/pending-request";
import { loginRequest, session } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

const [TYPED, SILENT] = ["1", "2"].map((sign) => `${sign.repeat(8)}-3b4d-4e5f-8a9b-0c1d2e3f4a5b`);
const MINUTE_MS = 60_000;

/** Opens a sign-in again that was seen a while ago, after the app renewed its tokens. @param whoami what Kratos says then */
async function comeBack(whoami: { status: number; body: object }): Promise<Response> {
  await startStubServers((path) => {
    if (path === "/sessions/whoami") return whoami;
    const isRead = path === "/admin/oauth2/auth/requests/login";
    return isRead ? { status: 200, body: loginRequest({}, { challenge: TYPED }) } : undefined;
  });
  const { writePendingRequest } = await import("@/lib/oauth2/login/pending-request.server");
  const { writeOpenPage } = await import("@/lib/oauth2/shared/open-pages.server");
  const { GET } = await import("./route");
  const jar = new Map([["ory_kratos_session", "s"]]);
  const toRequest = () =>
    new Request(`${FOYER}/login?login_challenge=${TYPED}`, {
      headers: { cookie: [...jar].map((pair) => pair.join("=")).join("; ") },
    });
  const keep = (lines: string[]) => {
    for (const line of lines) {
      const [pair = ""] = line.split(";", 1);
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  };
  const at = new Date(Date.now() - 25 * MINUTE_MS);
  keep(
    await writePendingRequest(
      toRequest(),
      toPendingRequest(loginRequest({}, { challenge: TYPED }), null, at),
    ),
  );
  const client = `login of ${loginRequest().client?.client_id}`;
  for (const challenge of [TYPED, SILENT]) keep(writeOpenPage(toRequest(), client, challenge ?? ""));
  const response = await GET(toRequest());
  expect(response.headers.get("location")).toContain("client_id=shop");
  return response;
}

const carries = (response: Response) =>
  response.headers.getSetCookie().some((line) => line.startsWith("__Host-foyer-anew="));

it("takes along that a password was given, and that a second factor is to follow", async () => {
  const completed_at = new Date(Date.now() - MINUTE_MS) as Date & string;
  const given = session({ authentication_methods: [{ method: "password", aal: "aal1", completed_at }] });
  expect(carries(await comeBack({ status: 200, body: given }))).toBe(true);
  const error = { id: "session_aal2_required", code: 403, reason: "", message: "" };
  expect(carries(await comeBack({ status: 403, body: { error } }))).toBe(true);
});

it("takes nothing along where nobody gave one: its time would go on from the first sight", async () => {
  expect(carries(await comeBack({ status: 200, body: session() }))).toBe(false);
});
