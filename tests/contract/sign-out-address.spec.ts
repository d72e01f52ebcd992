/** Where a sign-out ends, by what a stub Kratos names as the address for afterwards. */

import { expect, test } from "../support/contract";
import { ALICE, FORGOTTEN_SESSION } from "../support/stub-kratos";
import { json, redirect } from "../support/stub-upstream";

const LOGOUT = "/self-service/logout";

const cookie = `ory_kratos_session=${ALICE}`;

test("a sign-out ends at Kratos' address, where that is neither for signed-in people nor unsafe", async ({
  contract,
}) => {
  const { kratos, foyer, get } = contract;
  const { body } = await get("/account", { headers: { cookie } });
  const link = body.match(/href="(\/logout\?token=[^"]+)"/)?.[1] ?? "";
  expect(link).not.toBe("");
  const ends: [location: string, leadsTo: string][] = [
    [`${foyer.url}/login`, `${foyer.url}/login`],
    [`${foyer.url}/recovery?x=1`, `${foyer.url}/recovery?x=1`],
    [`${foyer.url}/welcome`, "/logout"],
    [`${foyer.url}/account/apps`, "/logout"],
    [`${foyer.url}/`, "/logout"],
    [`${foyer.url}/logout`, "/logout"],
    ["https://app.example/home", "https://app.example/home"],
    ["javascript:alert(1)", "/logout"],
    ["//evil.example", "/logout"],
  ];
  for (const [location, leadsTo] of ends) {
    kratos.when(LOGOUT, redirect(location, { setCookies: [FORGOTTEN_SESSION] }));
    const answer = await get(link, { headers: { cookie } });
    expect([answer.status, answer.headers.location], location).toEqual([303, leadsTo]);
    expect(answer.setCookies).toContain(FORGOTTEN_SESSION);
  }
});

test("O16: an answer that forgets no session is no sign-out, whatever it leads to", async ({ contract }) => {
  const { kratos, foyer, get } = contract;
  const { body } = await get("/account", { headers: { cookie } });
  const link = body.match(/href="(\/logout\?token=[^"]+)"/)?.[1] ?? "";
  kratos.when(LOGOUT, (request, response) => {
    const isForScripts = request.headers.accept?.includes("json");
    const answer = isForScripts
      ? json(403, { error: { code: 403, status: "Forbidden" } })
      : redirect(`${foyer.url}/error?id=e`);
    return answer(request, response);
  });
  expect((await get(link, { headers: { cookie } })).status).toBe(502);
});
