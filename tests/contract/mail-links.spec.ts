/** What the page of a mail's link says to somebody who is signed in already. */

import { type Contract, expect, test } from "../support/contract";
import { ALICE, HALFWAY } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const FLOW = "00000000-0000-4000-8000-00000000f10a";
const RECOVERY = `/self-service/recovery?flow=${FLOW}&token=t`;
const VERIFICATION = `/self-service/verification?flow=${FLOW}&code=123456`;

const WARNING = "going on signs you in to that one instead";

async function openLink({ get, kratos }: Contract, link: string, person: string) {
  const { status, body } = await get(link, { headers: { cookie: `ory_kratos_session=${person}` } });
  return { status, text: body, asked: kratos.requests.map(({ path }) => path) };
}

test("F20: a recovery link names the person who is signed in, by one call, and lets them stay", async ({
  contract,
}) => {
  const { status, text, asked } = await openLink(contract, RECOVERY, ALICE);
  expect(status).toBe(200);
  expect(text).toContain('<bdi dir="ltr">alice@<wbr/>foyer.example</bdi>');
  expect(text).toContain(WARNING);
  expect(text).toMatch(/href="\/account"[^>]*>Stay signed in/);
  expect(text).toContain('data-testid="open-link"');
  expect(asked).toEqual(["/sessions/whoami"]);
});

test("F20: a recovery link warns whoever lacks their second step, too, without a name", async ({
  contract,
}) => {
  const { status, text } = await openLink(contract, RECOVERY, HALFWAY);
  expect(status).toBe(200);
  expect(text).toContain(WARNING);
  expect(text).toMatch(/href="\/account"[^>]*>Stay signed in/);
  expect(text).toContain('data-testid="open-link"');
});

test("F20: a recovery link names nobody where no session is, and can be followed", async ({ contract }) => {
  const { status, text } = await openLink(contract, RECOVERY, "ended");
  expect(status).toBe(200);
  expect(text).not.toContain(WARNING);
  expect(text).toContain('data-testid="open-link"');
});

test("F20: a recovery link opens, and warns, though Kratos cannot say who is signed in", async ({
  contract,
}) => {
  for (const answer of [json(500, {}), json(401, { message: "Unauthorized" })]) {
    contract.kratos.when("/sessions/whoami", answer);
    const { status, text } = await openLink(contract, RECOVERY, ALICE);
    expect(status).toBe(200);
    expect(text).toContain(WARNING);
    expect(text).toMatch(/href="\/account"[^>]*>Stay signed in/);
    expect(text).toContain('data-testid="open-link"');
  }
});

test("a verification link, which signs nobody in, asks Kratos nothing of who is signed in", async ({
  contract,
}) => {
  const { status, text, asked } = await openLink(contract, VERIFICATION, ALICE);
  expect(status).toBe(200);
  expect(text).not.toContain(WARNING);
  expect(asked).toEqual([]);
});
