/** What the login page costs where a password is the only way to sign in: nothing of WebAuthn is there. */

import { expect, expectAccessible, test } from "../../support/test";
import { measureVisit, sumBytes } from "../../support/wire";

const off = { enabled: false };

test.use({
  stackOptions: {
    kratos: {
      selfservice: {
        methods: {
          code: { passwordless_enabled: false },
          oidc: off,
          passkey: off,
          webauthn: off,
          totp: off,
          lookup_secret: off,
        },
      },
    },
  },
});

test("the whole page is 14 kB or less on the wire, in one document, with no script but ours", async ({
  page,
}) => {
  const requests = await measureVisit(page, "/login");
  expect(requests.filter(({ type }) => type === "Document")).toHaveLength(1);
  expect(requests.filter(({ url }) => /\/_next\/|webauthn\.js/.test(url))).toEqual([]);
  expect(sumBytes(requests)).toBeGreaterThan(1000);
  expect(sumBytes(requests)).toBeLessThanOrEqual(14_000);
  expect(sumBytes(requests.filter(({ type }) => type === "Script"))).toBeLessThanOrEqual(4000);
  await expectAccessible(page);
});
