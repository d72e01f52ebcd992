/** Whose pages have which brand by host and by the signed-in person's organization; forms and cookies stay at the one that is configured. */

import { startAtApp } from "../../support/app";
import { writeBrandFiles } from "../../support/brand-files";
import { createPerson, signIn } from "../../support/people";
import { fetchRaw } from "../../support/raw-http";
import { withAndWithoutScript } from "../../support/script";
import { expect, test } from "../../support/test";

const ORGANIZATION = "b8d61a4e-5ef0-4a4c-a2a1-0f6a2b1c9d3e";

function writeBrands(dir: string, port: string): string {
  return writeBrandFiles(dir, {
    ".": { name: "Plainhouse" },
    harbour: {
      name: "Harbour Savings",
      colours: { light: { accent: "#12315c" } },
      languages: ["de", "en"],
      for: { hosts: [`localhost:${port}`] },
    },
    other: { name: "Otherhouse", for: { hosts: [`other.localhost:${port}`, `127.0.0.1:${port}`] } },
    club: { name: "Clubhouse", for: { organizations: [ORGANIZATION] } },
  });
}

test.use({
  stackOptions: {
    demoAccounts: [],
    foyerEnv: ({ foyer }, dir) => ({ FOYER_BRAND: writeBrands(dir, new URL(foyer).port) }),
  },
});

withAndWithoutScript(() => {
  test("the host's brand is on every page, whatever name somebody reaches it by (P3)", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const { origin, port } = new URL(stack.urls.foyer);
    for (const named of [`localhost:${port}`, `other.localhost:${port}`, `127.0.0.1:${port}`]) {
      const { body } = await fetchRaw(Number(port), "/login?ui_locales=de", { headers: { host: named } });
      expect(body, named).toContain("<title>Anmelden · Harbour Savings</title>");
      expect(body, named).toContain(`action="${origin}/self-service/login?flow=`);
    }
    await signIn(page, person);
    await expect(page).toHaveTitle(/· Harbour Savings$/);
    const cookies = await page.context().cookies(origin);
    expect(new Set(cookies.map(({ domain }) => domain))).toEqual(new Set(["localhost"]));
    expect(cookies.map(({ name }) => name)).toContain("ory_kratos_session");
    for (const path of ["/account", "/settings", "/logout", "/error?error=x", "/no/such/page"]) {
      await page.goto(path);
      await expect(page, path).toHaveTitle(/· Harbour Savings$/);
    }
  });

  test("a signed-in person's organization chooses the brand of their account", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await stack.query(
      "kratos",
      `UPDATE identities SET organization_id = '${ORGANIZATION}' WHERE id = '${person.id}'`,
    );
    await page.goto("/login");
    await expect(page).toHaveTitle(/· Harbour Savings$/);
    await signIn(page, person);
    for (const path of ["/account", "/settings", "/sessions", "/account/apps"]) {
      await page.goto(path);
      await expect(page, path).toHaveTitle(/· Clubhouse$/);
    }
    await startAtApp(page, stack);
    await expect(page.getByTestId("consent")).toBeVisible();
    await expect(page).toHaveTitle(/· Clubhouse$/);
  });
});
