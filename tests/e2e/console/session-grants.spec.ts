/** What was granted in one session, and how its apps are taken out again, on real servers. */

import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { findSessions } from "../../support/console/sessions";
import { makeClient } from "../../support/relying-party";
import { withAndWithoutScript } from "../../support/script";
import { isRemembered, isSignedIn, signedInAtApp, waitForNotices } from "../../support/sign-out";
import { expect, expectAccessible, test } from "../../support/test";
import { authorize, openSignedIn } from "../../support/walk";

test.use({ stackOptions: CONSOLE_STACK });

withAndWithoutScript((javaScriptEnabled) => {
  test("a session's page has the apps that were let in during it alone, and signs out of them", async ({
    page,
    stack,
  }) => {
    const { person, agent, client, sid } = await signedInAtApp(stack);
    const [first] = await findSessions(stack, person.id);
    const elsewhere = await openSignedIn(stack, person);
    const other = await makeClient(stack, { client_name: "Let in elsewhere" });
    const { claims } = await authorize(other, { agent: elsewhere });
    const second = (await findSessions(stack, person.id)).find(({ id }) => id !== first?.id);
    expect(claims.sid).not.toBe(sid);

    await openConsole(page, stack, `/sessions/${second?.id}`);
    const apps = page.locator("#grants");
    await expect(apps.getByRole("listitem")).toHaveText([/^Let in elsewhere openid/]);
    await page.goto(`${getConsole(stack).url}/sessions/${first?.id}`);
    await expect(apps.getByRole("listitem")).toHaveCount(1);
    await expect(apps).not.toContainText("Let in elsewhere");
    if (javaScriptEnabled) await expectAccessible(page);

    await apps.getByText("Sign out of these apps", { exact: true }).first().click();
    const form = page.getByTestId("logins.end");
    await form.getByLabel("Reason").fill("lost laptop");
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("Hydra has ended the sign-in");
    await waitForNotices(stack, sid, "back");
    expect(await isRemembered(client, agent)).toBe(false);
    expect(await isRemembered(other, elsewhere)).toBe(true);
    // The stack's Hydra is told of Kratos.
    expect(await isSignedIn(stack, agent)).toBe(false);
    expect(await isSignedIn(stack, elsewhere)).toBe(true);
    await page.goto(`${getConsole(stack).url}/trail?operation=logins.end`);
    await expect(page.getByRole("main").getByRole("listitem").first()).toContainText("lost laptop");
  });

  test("an app's grant is taken away from a session's page, and from no other app", async ({
    page,
    stack,
  }) => {
    const { person, agent, client } = await signedInAtApp(stack);
    const other = await makeClient(stack, { client_name: "Stays" });
    await authorize(other, { agent });
    const [session] = await findSessions(stack, person.id);
    await openConsole(page, stack, `/sessions/${session?.id}`);
    const apps = page.locator("#grants");
    await expect(apps.getByRole("listitem")).toHaveCount(2);
    await apps.getByText("Take away an app's grant", { exact: true }).click();
    const form = page.getByTestId("grant.revoke");
    await form.getByLabel("App").selectOption(client.id);
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The app lost what it was granted");
    await expect(apps.getByRole("listitem")).toHaveText([/^Stays openid/]);
    if (javaScriptEnabled) await expectAccessible(page);
  });
});

test("every app's grant is taken away from a person's page, and they stay signed in", async ({
  page,
  stack,
}) => {
  const { person, agent } = await signedInAtApp(stack);
  const other = await makeClient(stack);
  const { tokens } = await authorize(other, { agent });
  await openConsole(page, stack, `/identities/${person.id}`);
  await expect(page.locator("#grants").getByRole("listitem")).toHaveCount(2);
  await page.getByText("Take away every app's grant", { exact: true }).first().click();
  await page.getByTestId("grants.revoke-all").getByRole("button").click();
  await expect(page.getByRole("status")).toContainText("Every app lost what it was granted");
  await expect(page.locator("#grants").getByRole("listitem")).toHaveCount(0);
  await expect(page.locator("#trail")).toContainText("grants.revoke-all");
  const body = new URLSearchParams({ token: String(tokens.access_token) });
  const answer = await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/introspect`, { method: "POST", body });
  expect((await answer.json()).active).toBe(false);
  expect(await isSignedIn(stack, agent)).toBe(true);
});
