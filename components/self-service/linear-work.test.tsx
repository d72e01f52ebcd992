import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AppsPage } from "@/components/account/apps-page";
import { SessionsPage } from "@/components/account/sessions-page";
import { ConsentPage } from "@/components/consent/consent-page";
import { measureGrowth } from "@/tests/unit/growth";
import { APPS, SESSIONS } from "@/tests/unit/views/account";
import { REGISTRATION_WITH_ERRORS, SETTINGS } from "@/tests/unit/views/flows";
import { NODES } from "@/tests/unit/views/nodes";
import { CONSENT, SCOPES } from "@/tests/unit/views/oauth2";
import { SIGNED_IN, toTestContext } from "@/tests/unit/views/page-context";
import { FlowPage } from "./flow-page";
import { SettingsPage } from "./settings-page";

const context = toTestContext();
const home = toTestContext({ signedIn: SIGNED_IN });

/** As many as asked for, each like the given ones but for what tells it apart. */
function repeat<T>(given: readonly T[], count: number, differ: (item: T, index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => {
    const item = given[index % given.length];
    if (item === undefined) throw new Error("There is nothing to repeat.");
    return differ(item, index);
  });
}

const toFields = (count: number) =>
  repeat([NODES.field], count, (field, index) => ({ ...field, name: `traits.x${index}` }));

const toErrors = (count: number) =>
  repeat(REGISTRATION_WITH_ERRORS.errors, count, (error, index) => ({ ...error, name: `traits.x${index}` }));

/** Pages whose length strangers decide: by what they post, ask for, or have. */
const PAGES: Readonly<Record<string, (size: number) => ReactElement>> = {
  registration: (size) => {
    const forms = REGISTRATION_WITH_ERRORS.forms.map((form) => ({ ...form, nodes: toFields(size) }));
    return (
      <FlowPage context={context} view={{ ...REGISTRATION_WITH_ERRORS, forms, errors: toErrors(size) }} />
    );
  },
  settings: (size) => {
    const forms = SETTINGS.forms.slice(0, 1).map((form) => ({ ...form, nodes: toFields(size) }));
    return <SettingsPage context={home} view={{ ...SETTINGS, forms }} />;
  },
  consent: (size) => {
    const scopes = repeat(SCOPES, size, (scope, index) => ({ ...scope, name: `scope-${index}` }));
    return (
      <ConsentPage
        context={context}
        view={{ ...CONSENT, scopes, audience: scopes.map(({ name }) => name) }}
      />
    );
  },
  sessions: (size) => {
    const sessions = repeat(SESSIONS.sessions, size, (session, index) => ({ ...session, id: `s${index}` }));
    return <SessionsPage context={home} view={{ ...SESSIONS, sessions }} />;
  },
  apps: (size) => {
    const apps = repeat(APPS.apps, size, (app, index) => ({
      ...app,
      client: { ...app.client, id: `app-${index}` },
    }));
    return <AppsPage context={home} view={{ ...APPS, apps }} />;
  },
};

test.each(Object.entries(PAGES))("D1: a long %s page is drawn in linear time", async (_, toPage) => {
  const prepare = (size: number) => {
    const page = toPage(size);
    return () => renderToStaticMarkup(page);
  };
  const { isLinear, small, large } = await measureGrowth(prepare, 100);
  expect(isLinear, `${small} ms, then ${large} ms`).toBe(true);
});
