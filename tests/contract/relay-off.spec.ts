/** With Kratos on a sibling domain nothing of it is relayed: whatever browsers want of Kratos, they ask Kratos. */

import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";

/** Nobody listens there, and nobody needs to. */
const SIBLING = "http://kratos.localhost:9";

test.use({ foyerEnv: { KRATOS_BROWSER_URL: SIBLING } });

test("P2: with the relay off no path of Kratos' is there, by any method", async ({
  contract: { foyer, kratos, get },
}) => {
  for (const path of [
    "/self-service/login?flow=f",
    "/self-service/login/browser",
    "/self-service/settings?flow=f",
    "/self-service/recovery?flow=f&token=t",
    "/self-service/logout?token=t",
    "/self-service/methods/oidc/callback/acme?code=c",
  ]) {
    expect((await get(path)).status, path).toBe(404);
    expect((await postForm(foyer.port, path, { a: "1" })).status, path).toBe(404);
  }
  expect(kratos.requests).toEqual([]);
});

test("H2: with the relay off scripts and forms may use Kratos' origin besides, and no other", async ({
  contract: { get },
}) => {
  const { headers } = await get("/nowhere");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain(`script-src 'self' ${SIBLING};`);
  expect(policy).toContain(`form-action 'self' ${SIBLING};`);
  expect(policy.split(SIBLING)).toHaveLength(3);
  expect(policy).not.toContain("*");
});
