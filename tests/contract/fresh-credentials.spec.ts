/** `prompt=login` through several steps: what was fresh at the first stays fresh at the last, and only that. */

import { randomUUID } from "node:crypto";
import { type Contract, expect, ISSUER, test } from "../support/contract";
import { CookieJar } from "../support/cookie-jar.mjs";
import { LOGIN_REQUEST, toLoginRequest } from "../support/stub-hydra";
import { ALICE, toSession } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const method = (name: string, aal: string, at: string) => ({
  method: name,
  aal,
  completed_at: `2026-03-01T${at}:00Z`,
});
const OLD = method("password", "aal1", "09:00");
const NEW = method("password", "aal1", "12:00");
const SECOND = method("totp", "aal2", "12:01");

/** A browser that keeps what it is sent, and whose session Kratos describes step by step. */
function begin({ foyer, hydra, kratos, get }: Contract, query: string) {
  const challenge = randomUUID();
  const page = new URL(`${foyer.url}/login?login_challenge=${challenge}`);
  const jar = new CookieJar();
  jar.store(page, [`ory_kratos_session=${ALICE}`]);
  hydra.when(
    LOGIN_REQUEST,
    json(200, {
      ...toLoginRequest(ISSUER, challenge),
      request_url: `${ISSUER}/oauth2/auth?client_id=shop&response_type=code&${query}`,
    }),
  );
  return async (...methods: object[]): Promise<"asked" | "accepted"> => {
    const aal = methods.includes(SECOND) ? "aal2" : "aal1";
    kratos.when(
      "/sessions/whoami",
      json(200, {
        ...toSession(ALICE, "alice@foyer.example"),
        authentication_methods: methods,
        authenticator_assurance_level: aal,
      }),
    );
    const { setCookies } = await get(page.pathname + page.search, { headers: { cookie: jar.header(page) } });
    jar.store(page, setCookies);
    return hydra.to(`${LOGIN_REQUEST}/accept`).length > 0 ? "accepted" : "asked";
  };
}

test("O12: with prompt=login a password that is given after the page was seen counts", async ({
  contract,
}) => {
  const visit = begin(contract, "prompt=login");
  expect(await visit(OLD)).toBe("asked");
  expect(await visit(OLD), "opening the page again proves nothing").toBe("asked");
  expect(await visit(OLD, SECOND), "nor does a second factor alone").toBe("asked");
  expect(await visit(OLD, NEW)).toBe("accepted");
});

test("O12: with prompt=login and a second step the password given before that step still counts", async ({
  contract,
}) => {
  const visit = begin(contract, "prompt=login&acr_values=aal2");
  expect(await visit(OLD)).toBe("asked");
  expect(await visit(OLD, NEW), "for the second step").toBe("asked");
  expect(await visit(OLD, NEW, SECOND)).toBe("accepted");
});
