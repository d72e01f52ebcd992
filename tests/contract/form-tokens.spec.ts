/** Every form of ours that changes something carries a token made for it, its session and its challenge. */

import { randomUUID } from "node:crypto";
import { type Contract, expect, test } from "../support/contract";
import { toForms } from "../support/html.mjs";
import { postForm, type RawAnswer } from "../support/raw-http";
import { CONSENT_REQUEST, toConsentRequest } from "../support/stub-hydra";
import { ALICE, BOB } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

/** A page, and who looks at it. `ITS` and `OTHER` stand for two challenges. */
interface Sight {
  page: string;
  person?: string;
}

interface OwnForm extends Sight {
  /** Where it is sent. */
  path: string;
  /** What the person decides. */
  fields: Record<string, string>;
  /** Pages whose token is good for something else: another session, another challenge, another act. */
  others: Sight[];
  arrange?: (contract: Contract) => void;
}

const CONSENTS: NonNullable<OwnForm["arrange"]> = ({ hydra }) => {
  hydra.when(CONSENT_REQUEST, (request, response) => {
    const challenge = request.query.get("consent_challenge") ?? "";
    return json(200, toConsentRequest("https://hydra.example", challenge, ALICE))(request, response);
  });
};

const FORMS: Readonly<Record<string, OwnForm>> = {
  "A1: /sessions": {
    page: "/sessions",
    path: "/sessions",
    person: ALICE,
    fields: { decision: "end-others" },
    others: [
      { page: "/sessions", person: BOB },
      { page: "/account/apps", person: ALICE },
    ],
  },
  "A1: /account/apps": {
    page: "/account/apps",
    path: "/account/apps",
    person: ALICE,
    fields: { decision: "revoke-all" },
    others: [
      { page: "/account/apps", person: BOB },
      { page: "/sessions", person: ALICE },
    ],
  },
  "O6: /consent": {
    page: "/consent?consent_challenge=ITS",
    path: "/consent",
    person: ALICE,
    fields: { consent_challenge: "ITS", consent_action: "accept" },
    others: [
      { page: "/consent?consent_challenge=OTHER", person: ALICE },
      { page: "/consent?consent_challenge=ITS", person: BOB },
    ],
    arrange: CONSENTS,
  },
  "O6: /consent/switch-account": {
    page: "/consent?consent_challenge=ITS",
    path: "/consent/switch-account",
    person: BOB,
    fields: { consent_challenge: "ITS" },
    others: [
      { page: "/consent?consent_challenge=OTHER", person: BOB },
      { page: "/consent?consent_challenge=ITS", person: ALICE },
      { page: "/sessions", person: BOB },
    ],
    arrange: CONSENTS,
  },
  "O6: /login": {
    page: "/login?login_challenge=ITS",
    path: "/login",
    fields: { login_challenge: "ITS", decision: "cancel" },
    others: [{ page: "/login?login_challenge=OTHER" }, { page: "/logout?logout_challenge=ITS" }],
  },
  "O6: /registration": {
    page: "/registration?login_challenge=ITS",
    path: "/registration",
    person: ALICE,
    fields: { login_challenge: "ITS", decision: "other-account" },
    others: [{ page: "/registration?login_challenge=OTHER", person: ALICE }],
  },
  "F6: /recovery": {
    page: "/recovery",
    path: "/recovery",
    person: ALICE,
    fields: {},
    others: [
      { page: "/recovery", person: BOB },
      { page: "/logout", person: ALICE },
    ],
    arrange: ({ kratos }) =>
      kratos.when(
        "/self-service/recovery/browser",
        json(400, { error: { id: "session_already_available" } }),
      ),
  },
  "O15: /logout": {
    page: "/logout",
    path: "/logout",
    person: ALICE,
    fields: {},
    others: [
      { page: "/logout", person: BOB },
      { page: "/logout?logout_challenge=ITS", person: ALICE },
    ],
  },
  "O15: /logout with a challenge": {
    page: "/logout?logout_challenge=ITS",
    path: "/logout",
    person: ALICE,
    fields: { logout_challenge: "ITS", decision: "accept" },
    others: [
      { page: "/logout?logout_challenge=OTHER", person: ALICE },
      { page: "/logout?logout_challenge=ITS", person: BOB },
      { page: "/logout", person: ALICE },
    ],
  },
};

/** The same with challenges that nobody has answered yet. */
function withFreshChallenges<T>(about: T): T {
  const [its, other] = [randomUUID(), randomUUID()];
  return JSON.parse(JSON.stringify(about).replaceAll("ITS", its).replaceAll("OTHER", other));
}

const toSession = (person: string | undefined) => (person ? [`ory_kratos_session=${person}`] : []);

/** The first token on a page, and the cookies that came with it. */
async function look(
  { get }: Contract,
  { page, person }: Sight,
): Promise<{ token: string; cookies: string[] }> {
  const answer = await get(page, { headers: { cookie: toSession(person).join("; ") } });
  const tokens = toForms(answer.body)
    .filter(({ action }) => !action.includes("/self-service/"))
    .flatMap(({ fields }) => fields.filter(([name]) => name === "csrf_token"));
  const [, token = ""] = tokens[0] ?? [];
  expect(token, `${page} has a form of ours`).not.toBe("");
  return { token, cookies: answer.setCookies.map((line) => line.split(";", 1)[0] ?? "") };
}

/** Everything that changed something at Kratos or Hydra. */
function findWrites({ kratos, hydra }: Contract): string[] {
  const writes = [...kratos.requests, ...hydra.requests].filter(({ method }) => method !== "GET");
  return [...writes, ...kratos.to("/self-service/logout")].map(({ method, path }) => `${method} ${path}`);
}

for (const [title, { arrange, ...template }] of Object.entries(FORMS)) {
  test(`${title} does nothing without the token of its own page`, async ({ contract }) => {
    arrange?.(contract);
    const form = withFreshChallenges(template);
    const own = await look(contract, form);
    const cookie = [...toSession(form.person), ...own.cookies].join("; ");
    const send = (token: string | undefined): Promise<RawAnswer> =>
      postForm(
        contract.foyer.port,
        form.path,
        { ...form.fields, ...(token !== undefined && { csrf_token: token }) },
        { cookie },
      );
    const [salt = "", signature = ""] = own.token.split(".");
    const foreign: (string | undefined)[] = [
      undefined,
      salt,
      `${salt}.`,
      `.${signature}`,
      `${salt}.${signature.replace(/^./, (first) => (first === "A" ? "B" : "A"))}`,
    ];
    for (const other of form.others) foreign.push((await look(contract, other)).token);
    for (const [index, token] of foreign.entries()) {
      expect((await send(token)).status, `token ${index}`).toBe(403);
    }
    expect(findWrites(contract)).toEqual([]);
    expect((await send(own.token)).status).toBeLessThan(400);
    expect(findWrites(contract)).not.toEqual([]);
  });
}

test("O6: a login challenge is answered in the browser that saw its page, and in no other", async ({
  contract,
}) => {
  const challenge = randomUUID();
  const { token, cookies } = await look(contract, { page: `/login?login_challenge=${challenge}` });
  const elsewhere = await look(contract, { page: `/login?login_challenge=${randomUUID()}` });
  const decide = (decision: string, sent: string[]) =>
    postForm(
      contract.foyer.port,
      "/login",
      { login_challenge: challenge, csrf_token: token, decision },
      { cookie: [...toSession(ALICE), ...sent].join("; ") },
    );
  for (const decision of ["cancel", "other-account", "switch"]) {
    expect((await decide(decision, [])).status, decision).toBe(403);
    expect((await decide(decision, elsewhere.cookies)).status, decision).toBe(403);
  }
  expect(findWrites(contract)).toEqual([]);
  expect((await decide("cancel", cookies)).status).toBe(200);
  expect(findWrites(contract)).toHaveLength(1);
});

test("O6: the question of a registration is answered in the browser that saw it, in no other", async ({
  contract,
}) => {
  const challenge = randomUUID();
  const page = `/registration?login_challenge=${challenge}`;
  const { token, cookies } = await look(contract, { page, person: ALICE });
  const send = (sent: string[]) =>
    postForm(
      contract.foyer.port,
      "/registration",
      { login_challenge: challenge, csrf_token: token, decision: "other-account" },
      { cookie: [...toSession(ALICE), ...sent].join("; ") },
    );
  expect((await send([])).status).toBe(403);
  expect(findWrites(contract)).toEqual([]);
  expect((await send(cookies)).status).toBe(303);
  expect(findWrites(contract)).not.toEqual([]);
});
