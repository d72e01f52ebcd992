/** Every page of the console with the demo's data and long names: accessible, and no wider than a phone or a desk. */

import { generateKeyPairSync } from "node:crypto";
import type { Page } from "@playwright/test";
import { meetError } from "../../support/console/errors";
import { getConsole, openConsole, signInToConsole } from "../../support/console/operator";
import { findSessions } from "../../support/console/sessions";
import { findRingsOverWords, findUnseenFocus } from "../../support/focus";
import {
  findEmptyLists,
  findIn,
  findOverflow,
  findSaidTwice,
  findSmallTargets,
  findSqueezed,
  findTornCells,
  findTornTimes,
  findUnstyled,
  findZoomingFields,
} from "../../support/layout";
import { findSameNames } from "../../support/names";
import { newPerson } from "../../support/people";
import { signedInAtApp } from "../../support/sign-out";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({ stackOptions: { console: "oidc", demoData: true } });

const SIZES = [
  { width: 1280, height: 800 },
  /** A phone of 320 px with text at twice its size (WCAG 1.4.4). */
  { width: 160, height: 320 },
  { width: 375, height: 740 },
  { width: 320, height: 640 },
];

const LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh";
const CLIENT = "an-app-with-a-client-identifier-that-is-longer-than-a-table-on-a-phone-is-wide";

const KEY_SET = "hydra.openid.id-token";

test("every page of the console is accessible, and fits a phone and a desk with long names", async ({
  page,
  stack,
}) => {
  test.setTimeout(300_000);
  const { url } = getConsole(stack);
  const person = await makeLongOnes(stack);
  const [session] = await findSessions(stack, (await signedInAtApp(stack)).person.id);
  const error = await meetError(stack, `https://${"elsewhere-".repeat(30)}.example/`);
  await signInToConsole(page, stack);
  const rows = [
    await findRow(page, `${url}/messages`, "/messages/"),
    await findRow(page, `${url}/issuers`, "/issuers/"),
    await findRow(page, `${url}/keys/${KEY_SET}`, `/keys/${KEY_SET}/`),
  ];
  for (const path of [
    ...rows,
    "",
    "/search?q=ada",
    `/search?q=${"x".repeat(120)}`,
    "/identities",
    `/identities/${person}`,
    `/identities/${person}/schema`,
    "/new-identity",
    "/new-identity/default",
    "/import",
    "/sessions",
    `/sessions/${session?.id}`,
    "/messages",
    `/errors/${error}`,
    "/clients",
    `/clients/${CLIENT}`,
    `/clients/${CLIENT}/try`,
    "/new-client",
    "/new-client/web",
    "/issuers",
    "/tokens",
    "/registration",
    "/keys",
    `/keys/${KEY_SET}`,
    "/schemas",
    "/schemas/default",
    "/brands",
    "/server",
    "/trail",
    "/me",
  ]) {
    await test.step(path || "/", async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      const answer = await page.goto(url + path);
      expect(answer?.status()).toBe(200);
      for (const summary of await page.locator("main summary").all()) await summary.click();
      await expectAccessible(page);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const found = await findIn(page, findOverflow, findSqueezed);
        if (size.width >= 375) found.push(...(await findIn(page, findTornTimes, findRingsOverWords)));
        if (size.width >= 1280) found.push(...(await findIn(page, findTornCells)));
        expect.soft(found, `wider than ${size.width} px, or too narrow`).toEqual([]);
      }
      expect
        .soft(await findIn(page, findUnseenFocus), "what the keyboard comes to and nobody sees")
        .toEqual([]);
      const hardToUse = await findIn(page, findSmallTargets, findZoomingFields, findCapitalised);
      expect.soft(hardToUse, "targets below 24 × 24 px, fields that zoom or begin in capitals").toEqual([]);
      expect
        .soft(await findIn(page, findUnstyled, findEmptyLists), "classes without a rule, empty lists")
        .toEqual([]);
      expect.soft(await findIn(page, findSaidTwice), "values that only say their label").toEqual([]);
      expect.soft(await findIn(page, findSameNames), "buttons that no name tells apart").toEqual([]);
    });
  }
});

test("C28: a name without end leaves the other columns of a list room for their words", async ({
  page,
  stack,
}) => {
  const endless = "W".repeat(300);
  await stack.createClient({
    client_id: "endless",
    client_name: endless,
    owner: endless,
    redirect_uris: ["https://app.example/callback"],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  });
  await openConsole(page, stack, "/clients");
  await expect(page.getByRole("row", { name: /WWW/ })).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await findIn(page, findTornCells, findOverflow)).toEqual([]);
});

/** Fields where a phone's keyboard begins with a capital: addresses, ids and the words that a deletion asks for have none. */
function findCapitalised(): string[] {
  const fields = document.querySelectorAll<HTMLElement>("input:is([type=text], [type=search]), textarea");
  return [...fields].flatMap((field) =>
    field.autocapitalize === "none" ? [] : [`begins in capitals: ${field.outerHTML.slice(0, 120)}`],
  );
}

/** @returns the path below the console of the page of the first row in a list */
async function findRow(page: Page, list: string, prefix: string): Promise<string> {
  await page.goto(list);
  const href = await page.locator(`main a[href^="/console${prefix}"]`).first().getAttribute("href");
  return (href ?? "").replace("/console", "");
}

/** @returns the person's id */
async function makeLongOnes(stack: Stack): Promise<string> {
  const { email, password } = newPerson();
  const { id } = await stack.createIdentity({
    traits: { email: `long.${email}`, name: { first: LONG, last: LONG } },
    password,
  });
  await stack.createClient({
    client_id: CLIENT,
    client_name: `${LONG} ${LONG}: Members' Area`,
    redirect_uris: [`http://intranet.${LONG.toLowerCase()}.example/callback/${LONG}?and=query`],
    grant_types: ["authorization_code", "implicit"],
    response_types: ["code", "token"],
    token_endpoint_auth_method: "none",
  });
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = await fetch(`${stack.urls.hydraAdmin}/admin/trust/grants/jwt-bearer/issuers`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      issuer: `https://${LONG.toLowerCase()}.example`,
      subject: LONG,
      scope: [LONG],
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
      jwk: { ...publicKey.export({ format: "jwk" }), alg: "ES256", use: "sig", kid: LONG },
    }),
  });
  expect(issuer.status).toBe(201);
  return id;
}
