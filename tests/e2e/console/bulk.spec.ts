/** One act for several accounts, on real servers. */

import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { createPerson, newPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

const getState = async ({ urls }: Stack, id: string) => {
  const answer = await fetch(`${urls.kratosAdmin}/admin/identities/${id}`);
  return answer.ok ? (await answer.json()).state : answer.status;
};

withAndWithoutScript((javaScriptEnabled) => {
  test("C26: blocks those who were chosen, nobody else, and never their own account", async ({
    page,
    stack,
  }) => {
    const [first, second, other] = [
      await createPerson(stack),
      await createPerson(stack),
      await createPerson(stack),
    ];
    const { operator } = getConsole(stack);
    await openConsole(page, stack, "/identities");
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("identities.bulk");
    await form.getByLabel("What to do").selectOption("block");
    await form.getByRole("button").click();
    await expect(form).toContainText("Choose somebody.");
    for (const { email } of [first, second, operator])
      await page.getByRole("checkbox", { name: `Choose ${email}` }).check();
    if (javaScriptEnabled) await expect(form).toContainText("3 chosen.");
    await form.getByLabel("What to do").selectOption("block");
    await form.getByLabel("Reason").fill("left the company");
    await form.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Block everywhere: 2 of 3");
    await expect(page.locator("#steps")).toContainText("This is your own account.");
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await Promise.all([first, second, other, operator].map(({ id }) => getState(stack, id)))).toEqual([
      "inactive",
      "inactive",
      "active",
      "active",
    ]);
    await page.goto(`${getConsole(stack).url}/identities/${first.id}`);
    await expect(page.locator("#trail")).toContainText("left the company");
  });

  test("nobody is ticked in the place of somebody else for who comes back to a list", async ({
    page,
    stack,
  }) => {
    const people = [await createPerson(stack), await createPerson(stack), await createPerson(stack)];
    await openConsole(page, stack, "/identities");
    const boxes = page.locator("tbody").getByRole("checkbox");
    const ids = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute("value")));
    const [above, chosen] = people.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    if (!above || !chosen) throw new Error("Nobody was made.");
    const chosenBox = page.getByRole("checkbox", { name: `Choose ${chosen.email}` });
    await chosenBox.check();
    await page.getByRole("link", { name: chosen.email, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(chosen.email);
    await fetch(`${stack.urls.kratosAdmin}/admin/identities/${above.id}`, { method: "DELETE" });
    await page.goBack();
    await expect(boxes).toHaveCount(ids.length - 1);
    // Without the script nobody remembers whom they ticked.
    const ticked = page.locator("tbody :checked");
    if (!javaScriptEnabled) return expect(ticked).toHaveCount(0);
    await expect(ticked).toHaveCount(1);
    await expect(chosenBox).toBeChecked();
    await expect(page.getByTestId("identities.bulk")).toContainText("1 chosen.");
  });
});

test("more than twenty are confirmed by how many they are", async ({ page, stack }) => {
  const { email: base, password } = newPerson();
  const made = await Promise.all(
    Array.from({ length: 21 }, (_, index) =>
      stack.createIdentity({
        traits: { email: `${base}.${index}.example`, name: { first: "Many" } },
        password,
      }),
    ),
  );
  await openConsole(page, stack, `/identities?match=similar&identifier=${encodeURIComponent(base)}`);
  await page.getByRole("checkbox", { name: "Choose all rows" }).check();
  const form = page.getByTestId("identities.bulk");
  await expect(form).toContainText("21 chosen.");
  await form.getByLabel("What to do").selectOption("delete");
  await form.getByRole("button").click();
  await expect(form).toContainText("type 21 to confirm");
  await expect(form).toContainText("21 chosen.");
  await form.getByLabel("What to do").selectOption("delete");
  await form.getByLabel("How many").fill("21");
  await form.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete everywhere: 21 of 21");
  expect(await Promise.all(made.map(({ id }) => getState(stack, id)))).toEqual(made.map(() => 404));
});
