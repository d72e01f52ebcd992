/** What the app is told about a person: the ID token's claims, from identity traits by scope. */

import { readAccessToken, readClaims, signInAtApp } from "../../support/app";
import { createPerson } from "../../support/people";
import { expect, test } from "../../support/test";

for (const verified of [true, false]) {
  test(`O3: email_verified is ${verified} for an address ${verified ? "" : "not "}verified`, async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified });
    const startedAt = Math.floor(Date.now() / 1000);
    await signInAtApp(page, stack, person);
    const claims = await readClaims(page);
    expect(claims).toMatchObject({
      iss: stack.urls.hydraPublic,
      sub: person.id,
      email: person.email,
      email_verified: verified,
      given_name: person.firstName,
      amr: ["pwd"],
      acr: "aal1",
    });
    expect(claims.auth_time).toBeGreaterThanOrEqual(startedAt);
    expect(claims.auth_time).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
    const token = await readAccessToken(page);
    expect(token).toMatchObject({ active: true, subject: person.id, client_id: "demo-app" });
  });
}

test("O3: email_verified belongs to the very address, not to another one of the person", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack, { verified: true });
  // A verified address first in the list, and another as the trait: as after a change of the address.
  const url = `${stack.urls.kratosAdmin}/admin/identities/${person.id}`;
  const identity = await (await page.request.get(url)).json();
  const address = `new-${person.email}`;
  const changed = await page.request.put(url, {
    data: {
      schema_id: identity.schema_id,
      state: identity.state,
      traits: { ...identity.traits, email: address },
      credentials: { password: { config: { password: person.password } } },
    },
  });
  expect(changed.ok()).toBe(true);
  await signInAtApp(page, stack, { ...person, email: address });
  expect(await readClaims(page)).toMatchObject({ email: address, email_verified: false });
});

test("the same claims come with a refreshed token", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signInAtApp(page, stack, person);
  const before = await readClaims(page);
  await page.locator("#refresh").click();
  await expect(page.getByTestId("rp-claims")).toBeVisible();
  expect(await readClaims(page)).toMatchObject({
    sub: before.sub,
    email: person.email,
    amr: before.amr,
    acr: before.acr,
    auth_time: before.auth_time,
  });
});
