/** A device's code where nobody said what Hydra's public address is: the admin API is taken at its word, as at each other step. */

import { beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const FOYER = "http://localhost:4400";
let redirectTo = "";

beforeEach(() => {
  setEnvironment({ FOYER_PUBLIC_URL: FOYER, HYDRA_ADMIN_URL: "http://localhost:4445", HYDRA_PUBLIC_URL: "" });
  vi.doMock("@/lib/ory/hydra-admin", async (actual) => ({
    ...(await actual<object>()),
    acceptUserCode: async () => redirectTo,
  }));
});

async function typeCode(): Promise<Response> {
  const [{ answerDevice }, { createToken }, { withPage }] = await Promise.all([
    import("./answer-device.server"),
    import("@/lib/web/form-token"),
    import("@/lib/web/with-page"),
  ]);
  const csrf_token = createToken("device", "d");
  const form = new URLSearchParams({ device_challenge: "d", csrf_token, user_code: "WdJbMjHt" });
  return withPage("/device", new Request(`${FOYER}/device`, { method: "POST" }), (page) =>
    answerDevice(page, form),
  );
}

it.each([
  ["https://hydra.example/oauth2/device/verify?device_verifier=v", 200],
  ["/oauth2/device/verify", 502],
  ["javascript:alert(1)", 502],
])("O9: a code that Hydra took leads on to %s with %i", async (to, status) => {
  redirectTo = to;
  const answer = await typeCode();
  expect(answer.status).toBe(status);
  expect((await answer.text()).includes(to)).toBe(status === 200);
});
