/** What a provider's answer may be that Kratos refuses: a page in words, never a developer's JSON. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPerson, signInWithPassword } from "../../support/people";
import { answerProvider, openProvider } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

withAndWithoutScript((javaScriptEnabled) => {
  test("a provider that answers by a form from its own site, unasked, is a page with a way on", async ({
    page,
    stack,
  }) => {
    const callback = `${stack.urls.foyer}/self-service/methods/oidc/callback/globex`;
    const provider = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(
        `<form method="post" action="${callback}"><input name="state" value="s"><input name="code" value="c"><button>Go on</button></form>`,
      );
    });
    await new Promise<void>((resolve) => provider.listen(0, resolve));
    const { port } = provider.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/`);
    // Kratos v1.3.1 refuses at once, v26.2.0 by its error page: either way a document is what a person comes to see.
    const answered = page.waitForResponse((response) => ![302, 303].includes(response.status()));
    await page.getByRole("button").click();
    expect((await answered).headers()["content-type"]).toContain("text/html");
    await expect(page.getByTestId("ui/error/message")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await expect(page.getByTestId("login-flow")).toBeVisible();
    provider.closeAllConnections();
    provider.close();
  });

  test("a provider's answer that comes too late leads on to where one was going", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?a=1`)}`);
    await openProvider(page, stack, "globex");
    // What Kratos remembers the sign-in by, for half an hour.
    await page.context().clearCookies({ name: "ory_kratos_continuity" });
    await answerProvider(page, { email: person.email });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "The way back from the provider was lost",
    );
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions?a=1`);
  });

  test("signing out by Kratos' address without a session is a page, and JSON for scripts", async ({
    page,
  }) => {
    const answer = await page.goto("/self-service/logout/browser");
    expect(answer?.status()).toBe(401);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
    const scripted = await page.request.get("/self-service/logout/browser", {
      headers: { accept: "application/json" },
    });
    expect((await scripted.json()).error.id).toBe("session_inactive");
  });
});
