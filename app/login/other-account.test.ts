/** Whoever is asked, as somebody else than Hydra remembers, goes on as whom the page named. */

import { beforeEach, expect, it, vi } from "vitest";
import { findTags } from "@/tests/support/html.mjs";
import { ALICE, BOB, HYDRA, identity, loginRequest, session } from "@/tests/unit/oauth2";
import { FOYER, startStubServers } from "@/tests/unit/stub-servers";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const CHALLENGE = "6c0e1f2a-3b4d-4e5f-8a9b-0c1d2e3f4a5b";

let signedIn: string;
let accepted: number;

beforeEach(async () => {
  accepted = 0;
  const answers: Record<string, () => object> = {
    "/sessions/whoami": () => session({ identity: identity({ id: signedIn }) }),
    "/admin/oauth2/auth/requests/login": () =>
      loginRequest({}, { challenge: CHALLENGE, skip: true, subject: ALICE }),
    "/admin/oauth2/auth/requests/login/accept": () => {
      accepted += 1;
      return { redirect_to: `${HYDRA}oauth2/auth?login_verifier=v` };
    },
  };
  await startStubServers((path) => {
    const answer = answers[path];
    return answer && { status: 200, body: answer() };
  });
});

/** What comes of "Continue as Bob" with another person signed in than the page named, or the same. */
async function goOn(clickedAs: string) {
  const { GET, POST } = await import("./route");
  const own = "ory_kratos_session=s";
  signedIn = BOB;
  const address = `${FOYER}/login?login_challenge=${CHALLENGE}`;
  const page = await GET(new Request(address, { headers: { cookie: own } }));
  const form = (await page.text()).split("<form").find((text) => text.includes('value="switch"')) ?? "";
  const fields = findTags(form, "input").map(({ attributes: { name = "", value = "" } }) => [name, value]);
  signedIn = clickedAs;
  const cookies = page.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  const answer = await POST(
    new Request(`${FOYER}/login`, {
      method: "POST",
      headers: {
        cookie: [own, ...cookies].join("; "),
        origin: FOYER,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams(fields).toString(),
    }),
  );
  return { status: answer.status, accepted };
}

it("O24: goes on as nobody who signed in since, the one whom Hydra remembers neither", async () => {
  expect(await goOn(ALICE)).toEqual({ status: 403, accepted: 0 });
  expect((await goOn(BOB)).accepted).toBe(1);
});
