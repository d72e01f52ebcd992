/** What Hydra signs with, as operators look after it, on real servers. */

import { exportJWK, generateKeyPair } from "jose";
import { CONSOLE_STACK, getConsole, openConsole, signInToConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

const SET = "hydra.openid.id-token";

interface Key {
  kid: string;
  alg: string;
}

const getKeys = async ({ urls }: Stack): Promise<Key[]> =>
  (await (await fetch(`${urls.hydraAdmin}/admin/keys/${SET}`)).json()).keys;

withAndWithoutScript((javaScriptEnabled) => {
  test("makes a signing key that takes over, and deletes the one before it", async ({
    page,
    stack,
    browser,
  }) => {
    await openConsole(page, stack, "/keys");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "ID tokens" }).click();
    const [before] = await getKeys(stack);
    await page.getByText("New key", { exact: true }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    const create = page.getByTestId("key.create");
    await create.getByLabel("Algorithm").selectOption("ES256");
    await create.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("signs from now on");
    const [now, old] = await getKeys(stack);
    expect(now?.alg).toBe("ES256");
    expect(old?.kid).toBe(before?.kid);
    await expect(page.getByRole("row").filter({ hasText: now?.kid })).toContainText("signs now");
    await expect(page.getByRole("row").filter({ hasText: before?.kid })).toContainText("still trusted");

    await page.getByText("Delete an old key", { exact: true }).first().click();
    const remove = page.getByTestId("key.delete");
    await remove.getByLabel("Key").selectOption(String(before?.kid));
    await remove.getByLabel("Type delete to confirm").fill("delete");
    await remove.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The key was deleted.");
    expect((await getKeys(stack)).map(({ kid }) => kid)).not.toContain(before?.kid);

    // Whoever changed the keys is not locked out by it.
    const other = await browser.newContext();
    await signInToConsole(await other.newPage(), stack, "/keys");
    await other.close();
  });
});

test("the button beside a filter stands in its field's line, whatever is said of the field", async ({
  page,
  stack,
}) => {
  await openConsole(page, stack, "/keys");
  const field = await page.getByLabel("Another set, by its name").boundingBox();
  const button = await page.getByRole("button", { name: "Open" }).boundingBox();
  expect(button?.y).toBe(field?.y);
});

test("C9: no page of keys holds a private part", async ({ page, stack }) => {
  const hidden = ["d", "p", "q", "dp", "dq", "qi", "k"];
  await openConsole(page, stack, `/keys/${SET}`);
  const [key] = await getKeys(stack);
  expect(key).toHaveProperty("d");
  const html = [await page.content()];
  await page.getByRole("link", { name: String(key?.kid) }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(String(key?.kid));
  await expectAccessible(page);
  html.push(await page.content());
  for (const [name, value] of Object.entries(key ?? {}))
    if (hidden.includes(name)) expect(html.join("")).not.toContain(value);
  expect(html[0]).toContain(String(key?.kid));
});

test("a set of any name is made with its first key, and deleted once its name was typed", async ({
  page,
  stack,
}) => {
  await openConsole(page, stack, "/keys?set=own-set");
  await expect(page.getByText("There is no such set.")).toBeVisible();
  await page.getByText("New key", { exact: true }).click();
  await page.getByTestId("key.create").getByLabel("Algorithm").selectOption("ES256");
  await page.getByTestId("key.create").getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("signs from now on");
  await page.getByText("Delete the whole set", { exact: true }).first().click();
  const form = page.getByTestId("key-set.delete");
  await form.getByLabel("Type own-set to confirm").fill("own-set");
  await form.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("The key set was deleted.");
  expect((await fetch(`${stack.urls.hydraAdmin}/admin/keys/own-set`)).status).toBe(404);
});

/** A private key as somebody brings it. */
async function makeKey(kid: string) {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid, alg: "RS256", use: "sig" };
}

test("C9: a key that an operator brings signs people in, and is shown on no page", async ({
  page,
  stack,
  browser,
}) => {
  const jwk = await makeKey("brought");
  await openConsole(page, stack, `/keys/${SET}`);
  await page.getByText("Bring a key of your own", { exact: true }).click();
  const form = page.getByTestId("key.import");
  const text = form.getByLabel("Private key (JSON Web Key)");
  await text.fill(JSON.stringify({ ...jwk, alg: "" }));
  await form.getByRole("button").click();
  await expect(form).toContainText("This is no private key for signatures");
  await expectAccessible(page);
  const html = [await page.content()];
  await text.fill(JSON.stringify(jwk));
  await form.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("signs with it from now on");
  await expect(page.getByRole("row").filter({ hasText: "brought" })).toContainText("signs now");
  html.push(await page.content());
  await page.goto(`${getConsole(stack).url}/trail?operation=key.import`);
  await expect(page.getByRole("listitem").filter({ hasText: "key.import" }).first()).toBeVisible();
  html.push(await page.content());
  expect(html.join("")).not.toContain(jwk.d);
  expect(html.join("")).not.toContain(jwk.q);

  const other = await browser.newContext();
  await signInToConsole(await other.newPage(), stack, "/keys");
  await other.close();
});

test("C9: a key set that changed meanwhile is not replaced, and the page says what changed", async ({
  page,
  stack,
}) => {
  const [old, brought, mine] = [await makeKey("old"), await makeKey("brought"), await makeKey("mine")];
  const address = `${stack.urls.hydraAdmin}/admin/keys/shared-set`;
  const headers = { "content-type": "application/json" };
  const put = (keys: unknown[]) => fetch(address, { method: "PUT", headers, body: JSON.stringify({ keys }) });
  const kids = async () => (await (await fetch(address)).json()).keys.map(({ kid }: Key) => kid);
  await put([old]);
  await openConsole(page, stack, "/keys/shared-set");
  await put([brought]);
  const form = page.getByTestId("key-set.replace");
  await page.getByText("Replace the whole set", { exact: true }).first().click();
  await form.getByLabel("Private keys (JSON Web Key Set)").fill(JSON.stringify({ keys: [mine] }));
  await form.getByLabel("Reason").fill("restore");
  await form.getByLabel("Type shared-set to confirm").fill("shared-set");
  await form.getByRole("button").click();
  const alert = form.getByRole("alert");
  await expect(alert).toContainText("Somebody changed this set");
  await expect(alert).toContainText("New since then: brought. Gone since then: old.");
  await expect(form.getByLabel("Reason")).toHaveValue("restore");
  await expectAccessible(page);
  expect(await page.content()).not.toContain(mine.d);
  expect(await kids()).toEqual(["brought"]);
  await form.getByLabel("Private keys (JSON Web Key Set)").fill(JSON.stringify({ keys: [mine] }));
  await form.getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("The key set was replaced.");
  expect(await kids()).toEqual(["mine"]);
});

test("C24: a restored key set signs with the first key of the copy, as it did before", async ({
  page,
  stack,
}) => {
  const keys = [await makeKey("first"), await makeKey("second")];
  await openConsole(page, stack, "/keys/copied-set");
  const form = page.getByTestId("key-set.replace");
  const replace = async (jwks: unknown) => {
    await page.getByText("Replace the whole set", { exact: true }).first().click();
    await form.getByLabel("Private keys (JSON Web Key Set)").fill(JSON.stringify(jwks));
    await form.getByLabel("Type copied-set to confirm").fill("copied-set");
    await form.getByRole("button").click();
  };
  await replace({ keys });
  await expect(page.getByRole("status")).toContainText("The key set was replaced.");
  const order = async () => {
    const answer = await fetch(`${stack.urls.hydraAdmin}/admin/keys/copied-set`);
    return answer.json();
  };
  const copy = await order();
  expect(copy.keys.map(({ kid }: Key) => kid)).toEqual(["first", "second"]);
  await expect(page.getByRole("row").filter({ hasText: "first" })).toContainText("signs now");
  await replace(copy);
  await expect(page.getByRole("status")).toContainText("The key set was replaced.");
  expect((await order()).keys.map(({ kid }: Key) => kid)).toEqual(["first", "second"]);
  await replace({ keys: keys.slice(1) });
  await expect(page.getByRole("status")).toContainText("The key set was replaced.");
  await expect(page.getByRole("row").filter({ hasText: "first" })).toHaveCount(0);
  expect((await order()).keys.map(({ kid }: Key) => kid)).toEqual(["second"]);
});
