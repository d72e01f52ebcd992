import { beforeEach, expect, it } from "vitest";
import { hasNewAccount, keepNewAccount, readTypedIdentifier } from "@/lib/limits/recipients/typed-identifier";
import { setEnvironment } from "@/tests/unit/environment";
import { parseFlowForm } from "./form/relay-body";
import { keepTyped } from "./keep-typed";

const HERE = "https://id.example";
const FORM = "application/x-www-form-urlencoded";
const SIGN_UP = "/self-service/registration?flow=r";
const CALLBACK = "/self-service/methods/oidc/callback/acme?state=s&code=c";
const SESSION = "ory_kratos_session=new; Path=/; HttpOnly";

beforeEach(() => setEnvironment({ FOYER_PUBLIC_URL: HERE }));

/** What the sign-in page knows after Kratos has answered. */
async function isKept(
  path: string,
  location: string,
  { text, cookie = "", setCookies = [] }: { text?: string; cookie?: string; setCookies?: string[] } = {},
) {
  const request = new Request(`http://inner.invalid${path}`, { headers: { cookie } });
  const form = text === undefined ? undefined : parseFlowForm(FORM, new TextEncoder().encode(text));
  const lines = await keepTyped(request, form, { status: 303, location, setCookies });
  const next = new Request(`${HERE}/login`, { headers: { cookie: lines[0]?.split(";", 1)[0] ?? "" } });
  return { isNew: await hasNewAccount(next), typed: await readTypedIdentifier(next) };
}

const text = "method=password&password=x&traits.email=ada@foyer.example";
const nothing = { isNew: false, typed: undefined };

it.each([
  ["to an app's sign-in", `${HERE}/login?login_challenge=c`],
  ["to the account", `${HERE}/welcome`],
  ["to its address' verification", `${HERE}/verification?flow=v`],
])("a registration that leads without a session %s is told at the next sign-in", async (_, location) => {
  expect(await isKept(SIGN_UP, location, { text })).toEqual({ isNew: true, typed: "ada@foyer.example" });
});

it.each([
  ["is shown again", `${HERE}/registration?flow=r`, {}],
  ["fails", `${HERE}/error?id=e`, {}],
  ["leads to linking", `${HERE}/login?flow=l`, {}],
  ["leads to a provider", "https://provider.example/auth", {}],
  ["signs in", `${HERE}/welcome`, { setCookies: [SESSION] }],
  ["is of somebody signed in", `${HERE}/welcome`, { cookie: "ory_kratos_session=s" }],
])("a registration that %s is none that the next sign-in tells of", async (_, location, given) => {
  expect(await isKept(SIGN_UP, location, { text, ...given })).toEqual(nothing);
});

it("a provider's answer that makes an account without a session is told of too", async () => {
  expect(await isKept(CALLBACK, `${HERE}/welcome`)).toEqual({ isNew: true, typed: undefined });
  expect(await isKept(CALLBACK, `${HERE}/login?flow=l`)).toEqual(nothing);
  // A link to a provider, whose session has ended meanwhile.
  expect(await isKept(CALLBACK, `${HERE}/self-service/login/browser`)).toEqual(nothing);
  expect(await isKept(CALLBACK, `${HERE}/registration?flow=r`)).toEqual(nothing);
  expect(await isKept(CALLBACK, `${HERE}/welcome`, { setCookies: [SESSION] })).toEqual(nothing);
  expect(await isKept(CALLBACK, `${HERE}/settings`, { cookie: "ory_kratos_session=s" })).toEqual(nothing);
});

it("whom a provider signs in is not told of their new account after they sign out again", async () => {
  const [line = ""] = await keepNewAccount();
  const headers = { cookie: line.split(";", 1)[0] ?? "" };
  const request = new Request(`http://inner.invalid${CALLBACK}`, { headers });
  const lines = await keepTyped(request, undefined, {
    status: 303,
    location: "https://app.example/",
    setCookies: [SESSION],
  });
  expect(lines).toEqual([expect.stringMatching(/^__Host-foyer-typed=;.*Max-Age=0/)]);
});
