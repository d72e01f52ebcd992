/** Addresses that a person holds and that are not whole, or lead where nothing is allowed: each page says so, and goes on. */

import { readLogText } from "../../support/foyer-log";
import { messageAfter } from "../../support/messages";
import { createPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

const INCOMPLETE = /link (is|was) incomplete/;

async function readLink(stack: Stack, kind: "recovery" | "verification", email: string): Promise<URL> {
  const answer = await fetch(`${stack.urls.foyer}/self-service/${kind}/browser`, {
    headers: { accept: "application/json" },
  });
  const { id, ui } = await answer.json();
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  const csrf_token = ui.nodes.find(
    (node: { attributes: { name?: string } }) => node.attributes.name === "csrf_token",
  )?.attributes.value;
  const { links } = await messageAfter(stack, email, () =>
    fetch(`${stack.urls.foyer}/self-service/${kind}?flow=${id}`, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams({ csrf_token, method: "code", email }),
      redirect: "manual",
    }),
  );
  return new URL(links.find((link) => link.includes("flow=")) ?? `${stack.urls.foyer}/${kind}?flow=${id}`);
}

withAndWithoutScript((javaScriptEnabled) => {
  test("a verification link that was cut or broken leads to a page that says so, the address kept", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const whole = await readLink(stack, "verification", person.email);
    const cut = new URL(whole);
    cut.searchParams.set("flow", `${whole.searchParams.get("flow")}-not`);
    const short = new URL(whole);
    short.searchParams.set("flow", whole.searchParams.get("flow")?.slice(0, -1) ?? "");
    const bare = new URL(whole.pathname, whole);
    for (const address of [cut, short, bare]) {
      const answer = await page.goto(address.href);
      expect(answer?.status(), address.search).toBe(200);
      await expect(page.getByTestId("form-messages"), address.search).toContainText(INCOMPLETE);
      await expect(page.locator('[name="email"]')).toHaveValue(person.email);
    }
    if (javaScriptEnabled) await expectAccessible(page);
  });

  for (const kind of ["recovery", "verification"] as const) {
    test(`${kind}: pages and links with a broken flow say that the link is incomplete`, async ({ page }) => {
      const id = "5b0fef35-5d4c-4b6a-8f2e-2f0c1a6a7e51";
      for (const path of [
        `/${kind}?flow=${id}-not`,
        `/${kind}?flow=${id.slice(1)}`,
        `/self-service/${kind}?flow=${id}-not&token=abc`,
        `/self-service/${kind}?flow=${id}-not&code=123456`,
        `/self-service/${kind}?flow=&token=`,
        `/self-service/${kind}`,
      ]) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(200);
        await expect(page.getByTestId("form-messages"), path).toContainText(INCOMPLETE);
        await expect(page.locator('[name="email"]')).toBeVisible();
      }
      await page.goto(`/${kind}`);
      await expect(page.getByTestId("form-messages")).toHaveCount(0);
    });
  }

  test("F7: a return_to that is not allowed is told of once, on each page that begins a flow", async ({
    page,
  }) => {
    for (const kind of ["login", "registration", "recovery", "verification"]) {
      for (const to of ["https://evil.example/home?secret=1", "javascript:alert(1)"]) {
        await page.goto(`/${kind}?return_to=${encodeURIComponent(to)}`);
        await expect(page.getByTestId("form-messages"), `${kind} ${to}`).toContainText(
          "not one that this service knows",
        );
      }
      if (javaScriptEnabled) {
        await page.reload();
        await expect(page.getByTestId("form-messages")).toHaveCount(0);
      }
    }
  });
});

test("the operator reads where a refused return_to leads, and no more of it", async ({ request, stack }) => {
  await request.get(`/login?return_to=${encodeURIComponent("https://shop.example/cart?secret=1")}`);
  await expect.poll(() => readLogText(stack)).toContain('"origin":"https://shop.example"');
  expect(await readLogText(stack)).not.toContain("secret=1");
});
