/** What the stub Kratos answers where a test says nothing: recorded flows, three people's sessions, admin redirects. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { read, readList, toRecord } from "@/lib/json";
import { getFixture, getFixtureNames, NEWER, toFixtureFile } from "../fixtures/fixtures";
import { type Answer, json, redirect } from "./stub-upstream";

/** Session cookie values the stub knows; what stands for a person is also their identity's id. */
export const ALICE = "a11ce000-0000-4000-8000-000000000001";
export const BOB = "b0b00000-0000-4000-8000-000000000002";
/** Has a second factor and has not used it. */
export const HALFWAY = "4a1f0000-0000-4000-8000-000000000003";

/** How Kratos makes a browser forget its session. */
export const FORGOTTEN_SESSION = "ory_kratos_session=; Path=/; Max-Age=0";

export const FLOW_ID = "00000000-0000-4000-8000-00000000f10a";

/** Bytes of the stub's webauthn.js: more than one packet, so that it is worth compressing. */
export const WEBAUTHN_SCRIPT = `/* stub */\n${"window.oryPasskeyLogin = () => {};\n".repeat(60)}`;

/** Where the recorded flows' actions and scripts live (tests/fixtures). */
const FIXTURE_ORIGIN = "http://localhost:4400";

/**
 * Every recorded flow, and those of a newer Kratos that have other nodes. The stub answers with it when its name is asked
 * for as a flow's id.
 */
export const RECORDED_FLOWS: readonly string[] = getFixtureNames().filter(
  (name) => !name.endsWith(NEWER) || toNodeNames(name) !== toNodeNames(name.slice(0, -NEWER.length)),
);

/** What stands on a page, in no order. */
function toNodeNames(name: string): string {
  const nodes = readList(toRecord(getFixture(name).flow.ui), "nodes").map((node) => {
    const { name: its, type } = toRecord(read(node, "attributes"));
    return JSON.stringify([read(node, "group"), its, type]);
  });
  return nodes.toSorted().join();
}

const SCHEMA_FILE = new URL("../../stack/kratos/identity-full.schema.json", import.meta.url);

const INTEGRITY = `sha512-${createHash("sha512").update(WEBAUTHN_SCRIPT).digest("base64")}`;

const FIXTURES: Readonly<Record<string, string>> = {
  login: "login-all-initial",
  registration: "registration-all-initial",
  recovery: "recovery-code-initial",
  verification: "verification-code-initial",
  settings: "settings-all-full",
};

/** Kratos' admin API behind its public port: paths that a real one answers with 307. */
const ADMIN_PATH = /^\/(admin\/.*|identities.*|recovery\/(code|link)|courier.*|schemas\/admin)$/;

/** @param foyerUrl where Kratos thinks browsers meet it @param adminUrl where it sends admin paths */
export function toKratosAnswers(foyerUrl: string, adminUrl: string): Answer {
  return (request, response) => {
    const { path, query, headers } = request;
    const answer = (chosen: Answer) => chosen(request, response);
    const signedOut = redirect(`${foyerUrl}/logout`, { setCookies: [FORGOTTEN_SESSION] });
    if (ADMIN_PATH.test(path)) return answer(redirect(`${adminUrl}${request.url}`, { status: 307 }));
    if (path === "/sessions/whoami") return answer(whoami(headers.cookie));
    if (path === "/sessions") return answer(json(200, []));
    if (path === "/schemas") return answer(json(200, [{ id: "default", schema: toSchema() }]));
    if (path === "/.well-known/ory/webauthn.js") return answer(script);
    const [, kind = "", act = ""] = path.match(/^\/self-service\/([a-z]+)(?:\/([a-z]+))?$/) ?? [];
    if (kind === "logout") return answer(act ? json(200, { logout_token: "t", logout_url: "" }) : signedOut);
    if (!(kind in FIXTURES)) return answer(json(404, { error: { code: 404, status: "Not Found" } }));
    const cookies = { "set-cookie": ["csrf_token_stub=c; Path=/; HttpOnly; SameSite=Lax"] };
    if (act === "flows") return answer(json(200, toFlow(kind, foyerUrl, query.get("id") ?? FLOW_ID)));
    if (act === "browser" && headers.accept?.includes("json"))
      return answer(json(200, toFlow(kind, foyerUrl), cookies));
    return answer(redirect(`${foyerUrl}/${kind}?flow=${FLOW_ID}`));
  };
}

/** A recorded flow as a Kratos at this address would send it. @param id of any flow, or the name of a recorded one */
export function toFlow(kind: string, foyerUrl: string, id = FLOW_ID): Record<string, unknown> {
  const isRecorded = id.startsWith(`${kind}-`) && RECORDED_FLOWS.includes(id);
  const file = toFixtureFile((isRecorded ? id : FIXTURES[kind]) ?? "");
  const recorded = readFileSync(file, "utf8")
    .replaceAll(FIXTURE_ORIGIN, foyerUrl)
    .replaceAll(/sha512-[A-Za-z0-9+/=]+/g, INTEGRITY);
  return { ...JSON.parse(recorded), id };
}

function toSchema(): unknown {
  return JSON.parse(readFileSync(SCHEMA_FILE, "utf8"));
}

/** A session as whoami answers it. */
export function toSession(identityId: string, email: string): Record<string, unknown> {
  return {
    id: identityId.replace(/.$/, "9"),
    active: true,
    authenticated_at: "2026-03-01T09:00:00Z",
    authenticator_assurance_level: "aal1",
    authentication_methods: [{ method: "password", aal: "aal1", completed_at: "2026-03-01T09:00:00Z" }],
    identity: {
      id: identityId,
      schema_id: "default",
      schema_url: "http://kratos.invalid/schemas/default",
      traits: { email },
      verifiable_addresses: [{ value: email, verified: true, via: "email", status: "completed" }],
    },
  };
}

function whoami(cookie = ""): Answer {
  const [, person] = cookie.match(/ory_kratos_session=([\w-]+)/) ?? [];
  if (person === ALICE) return json(200, toSession(ALICE, "alice@foyer.example"));
  if (person === BOB) return json(200, toSession(BOB, "bob@foyer.example"));
  if (person === HALFWAY) return json(403, { error: { id: "session_aal2_required", code: 403 } });
  return json(401, { error: { id: "session_inactive", code: 401 } });
}

const script: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "text/javascript", "set-cookie": "csrf_token_stub=x; Path=/" });
  response.end(WEBAUTHN_SCRIPT);
};
