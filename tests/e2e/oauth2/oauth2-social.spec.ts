/** An app's sign-in by a social provider, in a browser that has a session of its own: live, or ended elsewhere. */

import { allow, expectAtApp, readClaims, startAtApp } from "../../support/app";
import { newPerson } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

withAndWithoutScript(() => {
  test("O12: who has no password meets an app's prompt=login by the provider", async ({ page, stack }) => {
    const who = { email: newPerson().email, name: "Ada Lovelace" };
    await page.goto("/registration");
    await signInVia(page, stack, "acme", who);
    await expectSignedIn(page);
    await startAtApp(page, stack, { prompt: "login" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
    await signInVia(page, stack, "acme", who);
    await allow(page);
    await expectAtApp(page, stack);
    expect(await readClaims(page)).toMatchObject({ email: who.email });
  });

  test("a session that was ended elsewhere does not keep the provider away", async ({ page, stack }) => {
    const who = { email: newPerson().email, name: "Ada Lovelace" };
    await page.goto("/registration");
    await signInVia(page, stack, "acme", who);
    await expectSignedIn(page);
    const { id } = await (await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`)).json();
    await fetch(`${stack.urls.kratosAdmin}/admin/sessions/${id}`, { method: "DELETE" });
    await startAtApp(page, stack);
    await signInVia(page, stack, "acme", who);
    await allow(page);
    await expectAtApp(page, stack);
  });
});
