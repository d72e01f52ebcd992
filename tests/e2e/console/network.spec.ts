/** Projects of Ory Network, against a server of the shapes that its OpenAPI document publishes (tests/support/console). */

import { getConsole, openConsole } from "../../support/console/operator";
import {
  NETWORK_TOKEN,
  SMTP_PASSWORD,
  type StubNetwork,
  startStubNetwork,
  toProject,
} from "../../support/console/stub-network";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

let network: StubNetwork | undefined;

test.use({
  stackOptions: {
    console: "oidc",
    foyerEnv: async () => {
      network ??= await startStubNetwork();
      return { CONSOLE_NETWORK_TOKEN: NETWORK_TOKEN, CONSOLE_NETWORK_URL: network.url };
    },
  },
});

test.afterAll(() => network?.stop());

function getState() {
  if (!network) throw new Error("The stub of Ory Network was not started.");
  return network.state;
}

withAndWithoutScript((javaScriptEnabled) => {
  test.beforeEach(() => {
    getState().projects.clear();
    getState().keys = [];
    getState().members = [
      { id: "m-1", name: "Ada", email: "ada@foyer.example", email_verified: true, role: "owner" },
      { id: "m-2", name: "Bea", email: "bea@foyer.example", email_verified: true, role: "developer" },
    ];
  });

  test("Ory Network: lists projects, makes one, and purges it once its slug was typed", async ({
    page,
    stack,
  }) => {
    const taken = toProject("Taken");
    getState().projects.set(taken.id, taken);
    await openConsole(page, stack, "/network");
    await expect(page.getByRole("row").filter({ hasText: "Taken" })).toContainText("running");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByText("New project", { exact: true }).click();
    const form = page.getByTestId("project.create");
    await form.getByLabel("Name").fill("Taken");
    await form.getByRole("button").click();
    await expect(form.getByRole("alert")).toContainText("Ory Network: ");
    await expect(form.getByLabel("Name")).toHaveValue("Taken");
    await form.getByLabel("Name").fill("Shop");
    await form.getByLabel("Environment").selectOption("stage");
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The project was made.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Shop");
    const made = [...getState().projects.values()].find(({ name }) => name === "Shop");
    expect(made).toMatchObject({ environment: "stage", home_region: "eu-central" });

    await page.getByText("Purge the project", { exact: true }).first().click();
    const purge = page.getByTestId("project.purge");
    await purge.getByLabel("Type slug-shop to confirm").fill("slug-shop");
    await purge.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The project was purged");
    expect([...getState().projects.values()].map(({ name }) => name)).toEqual(["Taken"]);
  });

  test("C25: a project's settings are patched and replaced, and its secrets stand on no page", async ({
    page,
    stack,
  }) => {
    const project = toProject("Shop");
    getState().projects.set(project.id, project);
    await openConsole(page, stack, `/network/${project.id}`);
    if (javaScriptEnabled) await expectAccessible(page);
    const html = [await page.content()];
    await page.getByText("Change settings", { exact: true }).first().click();
    const patch = page.getByTestId("project.patch");
    await patch.getByLabel("JSON Patch").fill("{}");
    await patch.getByRole("button").click();
    await expect(patch).toContainText("This is no JSON Patch");
    const step = { op: "replace", path: "/name", value: "Store" };
    await patch.getByLabel("JSON Patch").fill(JSON.stringify([step]));
    await patch.getByRole("button").click();
    await expect(page.locator("#facts")).toContainText("This name is used by another project.");
    await page.getByRole("link", { name: "Back to the project" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Store");

    await page.getByText("Replace all settings", { exact: true }).first().click();
    const replace = page.getByTestId("project.replace");
    const { services, cors_admin, cors_public, organizations } = project;
    const wanted = { name: "Market", services, cors_admin, cors_public, organizations };
    await replace.getByLabel("Whole project (JSON)").fill(JSON.stringify({ name: "Market" }));
    await replace.getByLabel("Type slug-shop to confirm").fill("slug-shop");
    await replace.getByRole("button").click();
    await expect(replace).toContainText("This is no project");
    await replace.getByLabel("Whole project (JSON)").fill(JSON.stringify(wanted));
    await replace.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("now what you wrote");
    expect(getState().projects.get(project.id)).toMatchObject(wanted);
    html.push(await page.content());
    await page.goto(`${getConsole(stack).url}/trail?operation=project.replace`);
    await expect(page.getByRole("listitem").filter({ hasText: "project.replace" }).first()).toBeVisible();
    html.push(await page.content());
    expect(html.join("")).not.toContain(SMTP_PASSWORD);
    expect(html.join("")).not.toContain(NETWORK_TOKEN);
  });

  test("C24: a project that another operator changed is not overwritten, and what was typed stays", async ({
    page,
    stack,
  }) => {
    const project = toProject("Shop");
    getState().projects.set(project.id, project);
    await openConsole(page, stack, `/network/${project.id}`);
    const { services, cors_admin, cors_public, organizations } = project;
    const mine = JSON.stringify({ name: "Mine", services, cors_admin, cors_public, organizations });
    for (const [operation, label, text] of [
      ["project.patch", "JSON Patch", JSON.stringify([{ op: "replace", path: "/name", value: "Mine" }])],
      ["project.replace", "Whole project (JSON)", mine],
    ] as const) {
      await page.goto(`${getConsole(stack).url}/network/${project.id}`);
      const theirs = { ...project, name: `Theirs ${operation}`, revision_id: `other-${operation}` };
      getState().projects.set(project.id, theirs);
      const form = page.getByTestId(operation);
      for (const summary of await page.locator("#acts summary").all()) await summary.click();
      await form.getByLabel(label).fill(text);
      if (operation === "project.replace")
        await form.getByLabel("Type slug-shop to confirm").fill("slug-shop");
      await form.getByRole("button").click();
      await expect(form.getByRole("alert")).toContainText("Somebody changed this project");
      await expect(form.getByLabel(label)).toHaveValue(text);
      await expect(page.locator("#change")).toContainText(`/name: "Theirs ${operation}"`);
      expect(getState().projects.get(project.id)?.name).toBe(theirs.name);
      if (javaScriptEnabled) await expectAccessible(page);
      expect(await page.locator("#change").textContent()).not.toContain(SMTP_PASSWORD);
      await form.getByRole("button").click();
      await expect(page.getByRole("main")).toBeVisible();
      await expect.poll(() => getState().projects.get(project.id)?.name).toBe("Mine");
    }
  });

  test("C11: an API key is shown once, and members and keys are taken away", async ({ page, stack }) => {
    const project = toProject("Shop");
    getState().projects.set(project.id, project);
    await openConsole(page, stack, `/network/${project.id}`);
    const address = page.url();
    await page.getByText("Make an API key", { exact: true }).first().click();
    const create = page.getByTestId("project-key.create");
    await create.getByLabel("What it is for").fill("Pipeline");
    await create.getByRole("button").click();
    const value = await page.locator("#secrets [data-copy-value]").innerText();
    expect(value).toMatch(/^ory_apikey_/);
    await page.reload();
    await expect(page.getByText(value)).toHaveCount(0);
    await page.goto(address);
    await expect(page.getByRole("row").filter({ hasText: "Pipeline" })).toContainText(value.slice(-4));
    expect(await page.content()).not.toContain(value);

    await page.getByText("Delete an API key", { exact: true }).first().click();
    const remove = page.getByTestId("project-key.delete");
    await remove.getByLabel("Type delete to confirm").fill("delete");
    await remove.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("The API key was deleted.");
    expect(getState().keys).toEqual([]);

    await page.getByText("Take a member out", { exact: true }).first().click();
    const member = page.getByTestId("project.remove-member");
    await member.getByLabel("Member").selectOption("bea@foyer.example");
    await member.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("no member of the project any more");
    expect(getState().members.map(({ email }) => email)).toEqual(["ada@foyer.example"]);
  });
});

test("C8: Ory Network is for admins alone", async ({ page, stack }) => {
  await openConsole(page, stack, "", "viewer");
  await expect(page.getByRole("link", { name: "Ory Network" })).toHaveCount(0);
  const answer = await page.goto(`${getConsole(stack).url}/network`);
  expect(answer?.status()).toBe(403);
});
