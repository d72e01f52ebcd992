import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { toSecurityState } from "@/lib/account/security-state";
import { findTags } from "@/tests/support/html.mjs";
import { identity, session } from "@/tests/unit/oauth2";
import { ACCOUNT, APPS, SESSIONS } from "@/tests/unit/views/account";
import { SIGNED_IN, toTestContext } from "@/tests/unit/views/page-context";
import { AccountPage } from "./account-page";
import { AppsPage } from "./apps-page";
import { toSecurityLines } from "./security-lines";
import { SessionsPage } from "./sessions-page";

const context = toTestContext({ signedIn: SIGNED_IN, basePath: "/auth" });
const account = renderToStaticMarkup(<AccountPage context={context} view={ACCOUNT} />);
const sessions = renderToStaticMarkup(<SessionsPage context={context} view={SESSIONS} />);
const apps = renderToStaticMarkup(<AppsPage context={context} view={APPS} />);

test("the sign-out link and its wrapper are where suites press them", () => {
  expect(account).toMatch(/<span data-testid="logout"[^>]*><a [^>]*>Sign out<\/a><\/span>/);
  expect(findTags(account, "a", { href: "/logout?token=t", "data-testid": "logout-link" })).toHaveLength(1);
});

test("every way in the account area keeps the base path", () => {
  for (const path of ["/auth/account", "/auth/settings", "/auth/sessions", "/auth/account/apps"]) {
    expect(account).toContain(`href="${path}"`);
  }
});

test("without Hydra, nothing leads to connected apps", () => {
  const without = toTestContext({ signedIn: { ...SIGNED_IN, hasApps: false } });
  const html = renderToStaticMarkup(<AccountPage context={without} view={ACCOUNT} />);
  expect(html).toContain('href="/sessions"');
  expect(html).not.toContain("/account/apps");
});

test("one next thing is offered, and none when all is well", () => {
  expect(account).toContain('data-testid="next-verify-address"');
  const well = { ...ACCOUNT, security: { ...ACCOUNT.security, next: "nothing" as const } };
  expect(renderToStaticMarkup(<AccountPage context={context} view={well} />)).not.toContain("next-");
});

test("an address is called the way back in only where it is one", () => {
  const why = "It is the way back in when you lose your password.";
  expect(account).toContain(why);
  const security = { ...ACCOUNT.security, unverifiedAddress: "work@example.org" };
  const other = renderToStaticMarkup(<AccountPage context={context} view={{ ...ACCOUNT, security }} />);
  expect(other).not.toContain(why);
  expect(other).toMatch(/data-testid="next-verify-address".*work@<wbr\/>example\.org.*Verify address/);
});

test("what the operator does not offer is not held against the account", () => {
  const lines = toSecurityLines({ ...ACCOUNT.security, passkey: "unavailable", backupCodes: "unknown" });
  expect(lines.map(({ aspect }) => aspect)).toEqual(["recovery", "secondFactor"]);
  expect(toSecurityLines({ ...ACCOUNT.security, recovery: "unavailable" })).not.toContainEqual(
    expect.objectContaining({ aspect: "recovery" }),
  );
});

test("where verification is switched off, nothing leads to it", () => {
  const verifiable_addresses = [
    { value: "ada@foyer.example", verified: false, via: "email" as const, status: "sent" },
  ];
  const recovery_addresses = [{ value: "ada@foyer.example", via: "email" }];
  const unverified = session({ identity: identity({ verifiable_addresses, recovery_addresses }) });
  const toPaths = (canVerify: boolean) =>
    toSecurityLines(toSecurityState(unverified, { canVerify })).map(({ path, standing }) => [standing, path]);
  expect(toPaths(true)).toEqual([["weak", "/verification"]]);
  expect(toPaths(false)).toEqual([["weak", "/settings#settings-profile"]]);
});

test("pages of long lists lead to those beside them, and keep the base path", () => {
  const toLinks = (html: string) =>
    [...html.matchAll(/<a href="([^"]*)" rel="(prev|next)"/g)].map(([, href, rel]) => [rel, href]);
  expect(toLinks(sessions)).toEqual([
    ["prev", "/auth/sessions"],
    ["next", "/auth/sessions?page=3"],
  ]);
  expect(toLinks(apps)).toEqual([["next", "/auth/account/apps?page=2"]]);
  const one = { number: 1, hasPrevious: false, hasNext: false };
  expect(
    renderToStaticMarkup(<SessionsPage context={context} view={{ ...SESSIONS, pages: one }} />),
  ).not.toContain('aria-label="Pages"');
});

test("a device in words runs as the page does, whatever its browser's name begins with", () => {
  const device = "\u2068Chrome\u2069 على \u2068Linux\u2069";
  const [session, ...others] = SESSIONS.sessions;
  const view = { ...SESSIONS, sessions: [{ ...session, device }, ...others] };
  const html = renderToStaticMarkup(<SessionsPage context={context} view={view as typeof SESSIONS} />);
  expect(html).toMatch(new RegExp(`<p [^>]*>${device}</p>`));
});

test("the session's JSON is in a pre, behind a disclosure", () => {
  expect(sessions).toMatch(/<details>[\s\S]*<pre[\s\S]*&quot;active&quot;: true[\s\S]*<\/pre><\/details>/);
});

test("what is asked of several sessions or apps is told apart, of two alike too", () => {
  const toNames = (html: string) =>
    [...html.matchAll(/<(?:summary|button)[^>]* aria-label="([^"]*)"/g)].map(([, name]) => name);
  expect(toNames(sessions)).toEqual([
    "End session: Safari · iPhone",
    "End session now: Safari · iPhone",
    "End session: Unknown device",
    "End session now: Unknown device",
  ]);
  const twice = SESSIONS.sessions.map((session) => ({ ...session, device: "Safari · iPhone" }));
  const alike = toNames(
    renderToStaticMarkup(<SessionsPage context={context} view={{ ...SESSIONS, sessions: twice }} />),
  );
  expect(new Set(alike).size).toBe(4);
  const two = [...APPS.apps, ...APPS.apps.map((app) => ({ ...app, clientId: "another" }))];
  const named = toNames(renderToStaticMarkup(<AppsPage context={context} view={{ ...APPS, apps: two }} />));
  expect(named).toHaveLength(4);
  expect(new Set(named).size).toBe(4);
});

test("ending a session and taking back access ask first, without the script", () => {
  for (const html of [sessions, apps]) {
    const forms = findTags(html, "form", { method: "post" });
    expect(forms.length).toBeGreaterThan(0);
    expect(html.match(/<details class="group"><summary[^>]*>[^<]*<\/summary><form /g)).toHaveLength(
      forms.length,
    );
  }
});

test("a card that says all there is to say keeps no room for more", () => {
  const sessions = SESSIONS.sessions.filter(({ isCurrent }) => isCurrent);
  const pages = { number: 1, hasPrevious: false, hasNext: false };
  const alone = { ...SESSIONS, sessions, pages, endOthers: undefined };
  const html = renderToStaticMarkup(<SessionsPage context={context} view={alone} />);
  expect(html).toContain("nowhere else");
  expect(html).not.toMatch(/<div class="[^"]*"><\/div>/);
});
