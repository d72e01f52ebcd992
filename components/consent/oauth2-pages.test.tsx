import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DevicePage } from "@/components/device/device-page";
import { ConfirmPage } from "@/components/document/confirm-page";
import { InterstitialPage } from "@/components/document/interstitial-page";
import { findTags } from "@/tests/support/html.mjs";
import { CLIENT, CONSENT, DEVICES, SIGN_OUT } from "@/tests/unit/views/oauth2";
import { toTestContext } from "@/tests/unit/views/page-context";
import { ConsentPage } from "./consent-page";

const consent = renderToStaticMarkup(<ConsentPage context={toTestContext()} view={CONSENT} />);

test("consent shows the app, the account and where the answer goes (threat O11)", () => {
  expect(consent).toContain('<bdi class="font-semibold text-ink">Example Notes</bdi>');
  expect(consent).toContain("notes.example.com");
  expect(consent.replaceAll("<wbr/>", "")).toContain("ada@example.org");
});

test("consent is never remembered unless the person ticks it (threat O19)", () => {
  expect(consent).toMatch(/<input [^>]*name="remember"[^>]*>/);
  expect(consent).not.toMatch(/<input (?=[^>]*name="remember")[^>]*checked/);
  const never = <ConsentPage context={toTestContext()} view={{ ...CONSENT, canRemember: false }} />;
  expect(renderToStaticMarkup(never)).not.toContain('name="remember"');
});

test("what cannot be unticked is posted all the same, once", () => {
  expect(consent).toContain('<input type="hidden" name="grant_scope" value="openid"/>');
  expect(consent.match(/name="grant_scope"/g)).toHaveLength(CONSENT.scopes.length);
});

test("O4: no link puts the focus on what answers: ids that are known are of words alone", () => {
  const known = consent.replaceAll(/\bid="[^"]*\bt-[^"]*"/g, "");
  for (const name of ["button", "input", "select", "textarea", "a", "summary"])
    expect(findTags(known, name).filter(({ attributes }) => "id" in attributes)).toEqual([]);
  const other = <ConsentPage context={toTestContext()} view={{ ...CONSENT, csrfToken: "another.t" }} />;
  expect(findTags(renderToStaticMarkup(other), "input", { id: "another-remember" })).toHaveLength(1);
  for (const id of ["accept", "reject"]) expect(findTags(consent, "span", { id })).toHaveLength(1);
});

test("a scope's label has the scope's own name for an id, as suites find it, and its own box", () => {
  const [scope] = CONSENT.scopes;
  const names = ["read:users", "read_users", "https://api.example/香港", "https://api.example/澳门"];
  const scopes = scope ? names.map((name) => ({ ...scope, name })) : [];
  const html = renderToStaticMarkup(<ConsentPage context={toTestContext()} view={{ ...CONSENT, scopes }} />);
  for (const name of names) {
    expect(findTags(html, "input", { id: `t-${name}`, value: name })).toHaveLength(1);
    expect(findTags(html, "label", { id: `scope-${name}`, for: `t-${name}` })).toHaveLength(1);
  }
});

test("every form of the page is bound to its challenge and session (threat O6)", () => {
  const forms = consent.match(/<form [\s\S]*?<\/form>/g) ?? [];
  expect(forms.length).toBeGreaterThan(0);
  for (const form of forms) {
    expect(form).toContain('name="consent_challenge" value="c"');
    expect(form).toContain('name="csrf_token" value="t"');
  }
});

test("a question's ways on stand before its answers, plain ways out after them", () => {
  const links = [
    { label: "Continue as Ada", href: "/on", role: "primary" as const },
    { label: "Back", href: "/back" },
  ];
  const view = { ...SIGN_OUT, links };
  const html = renderToStaticMarkup(<ConfirmPage context={toTestContext()} view={view} />);
  const places = ["Continue as Ada", "Stay signed in", ">Back<"].map((words) => html.indexOf(words));
  expect(places).toEqual(places.toSorted((left, right) => left - right));
  expect(findTags(html, "a", { href: "/on" })[0]?.attributes.class).toContain("bg-accent");
});

test("the interstitial's address is data, in the refresh as in the link", () => {
  const view = { href: `https://app.example/cb?a=1&b="><script>x</script>`, targetLabel: CLIENT.name };
  const html = renderToStaticMarkup(<InterstitialPage context={toTestContext()} view={view} />);
  const escaped = "https://app.example/cb?a=1&amp;b=&quot;&gt;&lt;script&gt;x&lt;/script&gt;";
  expect(html).toContain(`content="0;url=${escaped}"`);
  expect(html).toContain(`href="${escaped}"`);
});

test("a device is connected by a click: the code that came along is only shown (threat O17)", () => {
  const html = renderToStaticMarkup(<DevicePage context={toTestContext()} view={DEVICES.enter} />);
  expect(findTags(html, "input", { name: "user_code", value: "WDJB-MJHT" })).toHaveLength(1);
  expect(findTags(html, "button", { type: "submit" })).toHaveLength(1);
  expect(html).not.toContain("data-code");
});

test("a user code is shown in the letters that Hydra compares, never changed to capitals", () => {
  const html = renderToStaticMarkup(<DevicePage context={toTestContext()} view={DEVICES.enter} />);
  expect(html).not.toMatch(/uppercase|autocapitalize="characters"/i);
  expect(findTags(html, "input", { name: "user_code", autocorrect: "off" })).toHaveLength(1);
});

test("consent for a device shows the code to compare, and no redirect (threat O17)", () => {
  const view = { ...CONSENT, canRemember: false, device: { userCode: "WDJB-MJHT" } };
  const html = renderToStaticMarkup(<ConsentPage context={toTestContext()} view={view} />);
  expect(html).toContain("WDJB-MJHT");
  expect(html).not.toContain("notes.example.com<");
  expect(html).not.toContain('name="remember"');
});
