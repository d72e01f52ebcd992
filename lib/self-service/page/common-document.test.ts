/** Which documents are one person's, by who asks and how. */

import { afterEach, expect, it, vi } from "vitest";
import { getEnglish } from "@/lib/i18n/languages";
import { toRecord } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import type { PageRequest } from "@/lib/web/page-request";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { setEnvironment } from "@/tests/unit/environment";
import { SIGNED_IN, toTestContext } from "@/tests/unit/views/page-context";
import type { FlowExtras } from "./flow-extras";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const FOYER = "http://localhost:4400";

const recorded = toRecord(getFixture("login-all-initial").flow);

afterEach(() => {
  vi.unstubAllEnvs();
});

interface Asked {
  cookie?: string;
  hasSession?: boolean;
  context?: Partial<PageRequest["context"]>;
  options?: Partial<FlowContext>;
  extras?: FlowExtras;
  returnTo?: string;
}

async function toBlank({ cookie = "", hasSession = false, context, options, extras = {}, returnTo }: Asked) {
  setEnvironment({ FOYER_PUBLIC_URL: FOYER });
  const common = await import("./common-document.server");
  const page: PageRequest = {
    request: new Request(`${FOYER}/login`, { headers: { cookie } }),
    caller: { hasSession, headers: {} },
    context: toTestContext(context),
  };
  const flow = parseFlow({ ...recorded, return_to: returnTo });
  const known = toFixtureOptions("login", {
    t: getEnglish(),
    identitySchema: {},
    returnTo,
    continueTo: returnTo ? { href: returnTo } : undefined,
    ...options,
  });
  return common.toBlank(page, flow, known, extras, toBlank);
}

const OF_ONE_PERSON: [string, Asked][] = [
  ["settings", { options: { kind: "settings" } }],
  ["whoever is signed in", { hasSession: true }],
  ["whoever is named in the header", { context: { signedIn: SIGNED_IN } }],
  ["whoever can sign out", { options: { signedIn: { logoutPath: "/logout?token=t" } } }],
  [
    "a list that changes",
    { extras: { typed: { form: new URLSearchParams(), change: { list: "traits.phones" } } } },
  ],
  ["an app's login_hint", { extras: { identifier: "ada@example.org" } }],
  ["a note", { extras: { note: { id: 0, tone: "info", text: "Expired." } } }],
  ["a kept address, be it sealed or not", { cookie: "__Host-foyer-typed=ada" }],
  ["kept lists, be they sealed or not", { cookie: "__Host-foyer-lists=ada" }],
  ["an app that waits in this browser", { options: { continueTo: { href: "/login?login_challenge=c" } } }],
  ["a schema that is none", { options: { identitySchema: true } }],
];

it.each(OF_ONE_PERSON)("F21: a form is drawn, not filled in, for %s", async (_, asked) => {
  expect(await toBlank({})).toBeDefined();
  expect(await toBlank(asked)).toBeUndefined();
});

it("F21: a form has an app's request among its own values only where the page names that app", async () => {
  const challenge = "webauthn_register_trigger";
  const returnTo = `${FOYER}/login?login_challenge=${challenge}`;
  const named = await toBlank({ returnTo, extras: { clientName: "Harbour" } });
  expect(named?.ownValues).toContain(challenge);
  const claimed = await toBlank({ returnTo });
  expect(claimed?.ownValues).not.toContain(challenge);
  expect(claimed?.key).toContain(challenge);
});
