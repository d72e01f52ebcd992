/** A trait that lies deep and an app gets as a claim, and the settings of who has it, on real servers (threat D1). */

import { writeOAuth2Config } from "../../support/oauth2-config";
import { newPerson, signIn } from "../../support/people";
import { choosePassword } from "../../support/settings";
import { expect, type Stack, test } from "../../support/test";
import { toIdentitySchema } from "../../support/traits/identity-schema";

const SCHEMA = toIdentitySchema({
  name: { type: "object", properties: { last: { type: "string", title: "Last name" } } },
  desks: { type: "array", title: "Desks", items: {} },
});

const CONFIG = {
  claims: {
    sources: { desks: "/traits/desks" },
    id_token: { email: ["email", "desks"] },
    access_token: { email: ["desks"] },
  },
};

test.use({
  stackOptions: {
    foyerEnv: (_urls, dir) => ({ FOYER_OAUTH2_CONFIG: writeOAuth2Config(dir, CONFIG) }),
    identitySchema: SCHEMA,
  },
});

/** Lists within each other: the deepest that is a claim, and that a form of the settings keeps. */
const CLAIM_LEVELS = 50;
const FORM_LEVELS = 90;
const TOO_DEEP = 3000;

const toDesks = (levels: number) => `${"[".repeat(levels)}"the end"${"]".repeat(levels)}`;

const toUrl = ({ urls }: Stack, id: string) => `${urls.kratosAdmin}/admin/identities/${id}`;

async function makeDeep(stack: Stack, id: string, levels: number): Promise<void> {
  const patched = await fetch(toUrl(stack, id), {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: `[{"op":"add","path":"/traits/desks","value":${toDesks(levels)}}]`,
  });
  expect(patched.status).toBe(200);
}

const readText = async (stack: Stack, id: string) => (await fetch(toUrl(stack, id))).text();

async function createPerson(stack: Stack) {
  const { email, password } = newPerson();
  const { id } = await stack.createIdentity({ traits: { email, name: { last: "L" } }, password });
  return { id, email, password };
}

test("D1: a claim as deep as may be reaches the app by Hydra, and a deeper one is left out", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await makeDeep(stack, person.id, CLAIM_LEVELS);
  await signIn(page, person);
  const login = async () => {
    await page.goto(`${stack.urls.relyingParty}/login`);
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByTestId("rp-claims")).toContainText(person.email);
  };
  await login();
  for (const place of ["rp-claims", "rp-userinfo"]) {
    const claims = JSON.parse(await page.getByTestId(place).innerText());
    expect(JSON.stringify(claims.desks), place).toBe(toDesks(CLAIM_LEVELS));
  }
  for (const levels of [CLAIM_LEVELS + 1, TOO_DEEP]) {
    await makeDeep(stack, person.id, levels);
    await login();
    for (const place of ["rp-claims", "rp-userinfo"])
      await expect(page.getByTestId(place)).not.toContainText("desks");
  }
});

test("D1: a form of the settings keeps what lies deep, and loses nothing that lies deeper", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  const profile = page.getByTestId("settings-profile");
  const chooseName = async (name: string) => {
    await profile.locator('[name="traits.name.last"]').fill(name);
    await profile.locator('button[value="profile"]').click();
  };
  await makeDeep(stack, person.id, FORM_LEVELS);
  await signIn(page, person);
  await page.goto("/settings");
  await chooseName("Kept");
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
  expect(JSON.stringify(JSON.parse(await readText(stack, person.id)).traits)).toContain(toDesks(FORM_LEVELS));

  await makeDeep(stack, person.id, TOO_DEEP);
  const [refused] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    chooseName("Lost"),
  ]);
  expect(refused.status()).toBe(400);
  const kept = await readText(stack, person.id);
  expect(kept).toContain(toDesks(TOO_DEEP));
  expect(kept).toContain("Kept");

  await page.goto("/settings");
  await expect(profile.locator('button[value="profile"]')).toHaveCount(0);
  await choosePassword(page, newPerson().password);
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
  expect(await readText(stack, person.id)).toContain(toDesks(TOO_DEEP));
});
