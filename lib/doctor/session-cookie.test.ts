import { beforeEach, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

/** As Kratos v1.3 seals a session: the time, a bar, what is sealed, a bar, the mark. */
const SEALED = Buffer.from("1764417135|c2VhbGVk|mark").toString("base64url");
const KNOWN = `ory_kratos_session=${SEALED}; Path=/; HttpOnly`;

async function openCheck(environment: Record<string, string> = {}) {
  setEnvironment(environment);
  const { checkSessionCookie, noteSessionCookies } = await import("./session-cookie");
  return (...setCookies: string[]) => {
    noteSessionCookies(setCookies);
    return checkSessionCookie().map(({ change }) => change);
  };
}

beforeEach(async () => {
  const note = await openCheck();
  expect(note(KNOWN)).toEqual([]);
});

it("a session cookie of another name is said with the variable to set, until one is known", async () => {
  const note = await openCheck();
  expect(note(`house_session=${SEALED}; Path=/`)).toEqual([
    "environment: KRATOS_SESSION_COOKIE=house_session",
  ]);
  expect(note()).toEqual(["environment: KRATOS_SESSION_COOKIE=house_session"]);
  expect(note(KNOWN)).toEqual([]);
});

it("where another name is configured, Kratos' own is said to be the one", async () => {
  const note = await openCheck({ KRATOS_SESSION_COOKIE: "house_session" });
  expect(note(KNOWN)).toEqual(["environment: unset KRATOS_SESSION_COOKIE"]);
  expect(note(`house_session=${SEALED}`)).toEqual([]);
});

it.each([
  ["Path=/auth/", []],
  ["Path=/; Domain=.example", []],
  ["Path=/console", ["kratos.yml: session.cookie.path: /"]],
  ["Path=/; Domain=accounts.example", ["kratos.yml: session.cookie.domain: id.example"]],
  ["Path=/; SameSite=Strict", ["kratos.yml: session.cookie.same_site: Lax"]],
])("a session cookie with %s: %j", async (attributes, changes) => {
  const note = await openCheck();
  expect(note(`ory_kratos_session=${SEALED}; HttpOnly; ${attributes}`)).toEqual(changes);
  expect(note(KNOWN)).toEqual([]);
});

it.each([
  `ory_kratos_continuity=${SEALED}`,
  `__Host-csrf_token_1=${SEALED}`,
  "AWSALB=x1YbT0pQ; Path=/",
  "__cf_bm=1764417135|x",
  "house_session=; Max-Age=0",
])("%s is taken for no session", async (line) => {
  const note = await openCheck();
  expect(note(line)).toEqual([]);
});
