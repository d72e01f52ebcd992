/** Whose assertions Hydra trusts, as operators look after it, on real servers. */

import { generateKeyPairSync, randomUUID } from "node:crypto";
import { CONSOLE_STACK, openConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const common = { kid: randomUUID(), alg: "ES256", use: "sig" };
  return {
    publicJwk: { ...publicKey.export({ format: "jwk" }), ...common },
    privateJwk: { ...privateKey.export({ format: "jwk" }), ...common },
  };
}

withAndWithoutScript((javaScriptEnabled) => {
  test("C9: trusts an issuer by its public key, never a private one, and ends that", async ({
    page,
    stack,
  }) => {
    const { publicJwk, privateJwk } = makeKey();
    const issuer = `https://${randomUUID()}.example`;
    await openConsole(page, stack, "/issuers");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByText("Trust an issuer", { exact: true }).click();
    const form = page.getByTestId("issuer.create");
    await form.getByLabel("Issuer").fill(issuer);
    await form.getByLabel("Speaks for", { exact: true }).fill("robot");
    await form.getByLabel("Scopes").fill("read write");
    await form.getByLabel("Public key").fill(JSON.stringify(privateJwk));
    await form.getByRole("button").click();
    await expect(form).toContainText("This holds a private key.");
    await expect(form.getByLabel("Issuer")).toHaveValue(issuer);
    if (javaScriptEnabled) await expectAccessible(page);
    await form.getByLabel("Public key").fill(JSON.stringify(publicJwk));
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The issuer is trusted.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(issuer);
    if (javaScriptEnabled) await expectAccessible(page);

    const url = `${stack.urls.hydraAdmin}/admin/trust/grants/jwt-bearer/issuers?issuer=${encodeURIComponent(issuer)}`;
    const [trusted] = await (await fetch(url)).json();
    expect(trusted).toMatchObject({ issuer, subject: "robot", scope: ["read", "write"] });

    await page.getByText("Trust it no longer", { exact: true }).first().click();
    const end = page.getByTestId("issuer.delete");
    await end.getByLabel("Type delete to confirm").fill("delete");
    await end.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("no longer trusted");
    expect(await (await fetch(url)).json()).toEqual([]);
  });
});
