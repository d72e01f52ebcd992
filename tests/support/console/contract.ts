/** The `test` of the console's contract tests: Foyer between stubs, and operators who are signed in by a stub provider. */

import type { OutgoingHttpHeaders } from "node:http";
import type { JWTPayload } from "jose";
import { test as base, type Contract, expect } from "../contract";
import { type HtmlForm, toForms } from "../html.mjs";
import type { RawAnswer } from "../raw-http";
import { CLIENT_ID, CLIENT_SECRET, type StubProvider, startStubProvider } from "./stub-provider";

const OPERATORS = { ada: "admin", bea: "admin", sam: "support", vic: "viewer" } as const;
type OperatorName = keyof typeof OPERATORS;

/** A browser of somebody at the console: its cookies, and requests as a browser sends them. */
export interface Browser {
  cookies: Map<string, string>;
  get(path: string, headers?: OutgoingHttpHeaders): Promise<RawAnswer>;
  post(path: string, fields: [string, string][], headers?: OutgoingHttpHeaders): Promise<RawAnswer>;
}

interface TestFixtures {
  /** More environment than the console needs. */
  consoleEnv: Record<string, string>;
  desk: Desk;
}

export const test = base.extend<TestFixtures, { provider: StubProvider }>({
  consoleEnv: [{}, { option: true }],
  provider: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is asked for
    async ({}, use) => {
      const provider = await startStubProvider();
      await use(provider);
      await provider.stop();
    },
    { scope: "worker" },
  ],
  foyerEnv: async ({ provider, consoleEnv }, use) =>
    use({
      CONSOLE_URL: "{foyer}/console",
      CONSOLE_OIDC_ISSUER: provider.issuer,
      CONSOLE_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      CONSOLE_OIDC_ACR_VALUES: "aal2",
      CONSOLE_OPERATORS: Object.entries(OPERATORS)
        .map(([subject, role]) => `${subject}=${role}`)
        .join(","),
      ...consoleEnv,
    }),
  desk: async ({ contract, provider }, use) => use(toDesk(contract, provider)),
});

export { expect };

export interface Desk {
  newBrowser(): Browser;
  /** Somebody signed in; `age` says how many seconds ago they last proved who they are. */
  signIn(name: OperatorName, options?: { age?: number; browser?: Browser }): Promise<Browser>;
  /** Goes to the provider and back with this of its claims changed; `path` is where the sign-in begins. */
  passProvider(browser: Browser, subject: string, options?: PassOptions): Promise<RawAnswer>;
  toClaims(subject: string, changes?: JWTPayload): JWTPayload;
}

interface PassOptions {
  path?: string;
  claims?: JWTPayload;
  isForged?: boolean;
  /** Changes the answer on its way back. */
  change?: (answer: { code: string; state: string }) => Record<string, string>;
}

const START = "/console/sign-in/start";

function toDesk(contract: Contract, provider: StubProvider): Desk {
  const newBrowser = () => toBrowser(contract);
  const toClaims: Desk["toClaims"] = (subject, changes = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + 600, auth_time: now };
    return {
      iss: provider.issuer,
      aud: CLIENT_ID,
      sub: subject,
      name: subject,
      acr: "aal2",
      sid: `sid-${subject}`,
      ...times,
      ...changes,
    };
  };
  const passProvider: Desk["passProvider"] = async (browser, subject, options = {}) => {
    const { path = START, claims, isForged, change = (answer) => answer } = options;
    const started = await browser.get(path);
    expect(started.status).toBe(303);
    const asked = new URL(String(started.headers.location)).searchParams;
    const nonce = asked.get("nonce") ?? "";
    const code = provider.issueCode(toClaims(subject, { nonce, ...claims }), { isForged });
    const answer = change({ code, state: asked.get("state") ?? "" });
    return browser.get(`/console/callback?${new URLSearchParams(answer)}`);
  };
  return {
    newBrowser,
    toClaims,
    passProvider,
    async signIn(name, { age = 0, browser = newBrowser() } = {}) {
      const authTime = Math.floor(Date.now() / 1000) - age;
      const answer = await passProvider(browser, name, { claims: { auth_time: authTime } });
      expect(answer.status, answer.body).toBe(303);
      return browser;
    },
  };
}

function toBrowser(contract: Contract): Browser {
  const cookies = new Map<string, string>();
  const send = async (
    path: string,
    options: { method?: string; headers: OutgoingHttpHeaders; body?: string },
  ) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const given = Object.entries({ ...(cookie && { cookie }), ...options.headers });
    const headers = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    const answer = await contract.get(path, { ...options, headers });
    for (const line of answer.setCookies) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const isExpired = attributes.some((attribute) => attribute.trim() === "Max-Age=0");
      if (isExpired) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: contract.foyer.url,
          "sec-fetch-site": "same-origin",
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}

/** The form of one operation on a page that was answered. */
export function findActForm({ body }: RawAnswer, operation: string): HtmlForm {
  const found = toForms(body).find(({ testId }) => testId === operation);
  if (!found) throw new Error(`The page has no form for ${operation}.`);
  return found;
}

/** A form's fields with some filled in, and others added. */
export function fill(form: HtmlForm, values: Record<string, string> = {}): [string, string][] {
  const kept = form.fields.filter(([name]) => !Object.hasOwn(values, name));
  return [...kept, ...Object.entries(values)];
}
