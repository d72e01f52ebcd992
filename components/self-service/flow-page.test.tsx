import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { findTags } from "@/tests/support/html.mjs";
import { LOGIN, REGISTRATION_WITH_ERRORS, SETTINGS } from "@/tests/unit/views/flows";
import { PASSWORD_FIELD } from "@/tests/unit/views/nodes";
import { toTestContext } from "@/tests/unit/views/page-context";
import { toRecordedView } from "@/tests/unit/views/recorded";
import { ErrorPage } from "./error-page";
import { FlowPage } from "./flow-page";
import { SettingsPage } from "./settings-page";

const login = renderToStaticMarkup(<FlowPage context={toTestContext()} view={LOGIN} />);
const registration = renderToStaticMarkup(
  <FlowPage context={toTestContext()} view={REGISTRATION_WITH_ERRORS} />,
);
const settings = renderToStaticMarkup(<SettingsPage context={toTestContext()} view={SETTINGS} />);

test("each method's form has its hook and everything to be submitted by itself", () => {
  const forms = login.match(/<form [\s\S]*?<\/form>/g) ?? [];
  expect(forms).toHaveLength(LOGIN.forms.length);
  for (const form of forms) expect(form).toContain('name="csrf_token"');
  expect(login).toMatch(/<form [^>]*data-testid="passkey-flow"/);
});

test("the app goes on from the title's words, before what else is said", () => {
  const view = { ...LOGIN, title: "Second step", lead: "Your account has one.", clientName: "Shop" };
  const html = renderToStaticMarkup(<FlowPage context={toTestContext()} view={view} />);
  const main = html.slice(html.indexOf("<main")).replaceAll(/<[^>]*>/g, " ");
  expect(main.replaceAll(/\s+/g, " ")).toContain("Second step to continue to Shop Your account has one.");
});

test("a form that needs the script says so where there is none", () => {
  expect(login.match(/<noscript>/g)).toHaveLength(1);
});

test("an or before several ways is no heading, and a way that needs the script says which it is", () => {
  const view = toRecordedView("login-all-initial");
  const html = renderToStaticMarkup(<FlowPage context={toTestContext()} view={view} />);
  expect(html.match(/>Or</g)).toHaveLength(1);
  expect(html).not.toContain("<h2");
  const [plain] = /<noscript>.*?<\/noscript>/.exec(html) ?? [];
  expect(plain?.replaceAll(/<[^>]*>/g, " ")).toContain("Or without a password This way to sign in needs");
});

test("Kratos' script is there only when the flow carries it", () => {
  expect(login).toContain('src="/.well-known/ory/webauthn.js"');
  expect(registration).not.toContain("webauthn.js");
});

test("a password for an address that the schema names itself is saved with it", () => {
  const address = "ada@foyer.example";
  const nodes = [{ ...PASSWORD_FIELD, autocomplete: "new-password" }];
  const forms = LOGIN.forms.slice(0, 1).map((form) => ({ ...form, nodes }));
  const view = { ...LOGIN, kind: "registration" as const, forms, address };
  const html = renderToStaticMarkup(<FlowPage context={toTestContext()} view={view} />);
  const [username] = findTags(html, "input", { autocomplete: "username" });
  expect(username?.attributes).toMatchObject({ value: address, hidden: "" });
  expect(username?.attributes).not.toHaveProperty("name");
});

test("the summary's entries lead to the fields they are about", () => {
  expect(registration).toContain('role="alert"');
  expect(registration).toContain('href="#registration-flow-traits.email"');
  expect(registration).toContain('id="registration-flow-traits.email"');
});

test("an error whose field is not drawn has its hook in the summary", () => {
  const [error, ...others] = REGISTRATION_WITH_ERRORS.errors.slice(0, 1);
  expect([error?.form, others]).toEqual(["registration-flow", []]);
  const toSummary = (isOnlyHere?: true) => {
    const errors = REGISTRATION_WITH_ERRORS.errors.slice(0, 1).map((one) => ({ ...one, isOnlyHere }));
    const view = { ...REGISTRATION_WITH_ERRORS, errors };
    const html = renderToStaticMarkup(<FlowPage context={toTestContext()} view={view} />);
    return /aria-labelledby="error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? "";
  };
  expect(toSummary(true)).toContain(`data-testid="ui/message/${error?.message.id}">`);
  expect(toSummary()).toContain("is not valid");
  expect(toSummary()).not.toContain("data-testid");
});

test("a form's own messages stand in one list", () => {
  expect(registration.match(/data-testid="form-messages"/g)).toHaveLength(1);
  expect(registration).toContain(
    '<span data-testid="ui/message/4000027">An account with the same identifier exists already.</span>',
  );
});

test("ways out keep their hooks", () => {
  for (const id of ["forgot-password-link", "signup-link"]) expect(login).toContain(`data-testid="${id}"`);
});

test("a way out that changes something is a POST", () => {
  const view = {
    ...LOGIN,
    links: [
      {
        testId: "forgot-password-link" as const,
        href: "/recover",
        label: "Recover",
        post: { fields: { csrf: "t" } },
      },
    ],
  };
  const html = renderToStaticMarkup(<FlowPage context={toTestContext()} view={view} />);
  expect(findTags(html, "form", { action: "/recover", method: "post" })).toHaveLength(1);
  expect(findTags(html, "input", { name: "csrf", value: "t" })).toHaveLength(1);
  expect(findTags(html, "button", { type: "submit", "data-testid": "forgot-password-link" })).toHaveLength(1);
  expect(findTags(html, "a", { "data-testid": "forgot-password-link" })).toHaveLength(0);
});

test("settings have a section for each heading, led to by the navigation", () => {
  const headings = SETTINGS.forms.filter(({ heading }) => heading);
  expect(settings.match(/<section /g)).toHaveLength(headings.length);
  for (const { testId } of headings) expect(settings).toContain(`href="#${testId}"`);
});

test("a page that may show secrets is reloaded when the page cache brings it back (threat F15)", () => {
  expect(settings).toContain("data-private");
  expect(login).not.toContain("data-private");
});

test("an error of which nothing is known offers no details", () => {
  const toHtml = (error: object) => {
    const view = { title: "Gone", text: "It is too old.", error, links: [] };
    return renderToStaticMarkup(<ErrorPage context={toTestContext()} view={view} />);
  };
  expect(toHtml({ id: undefined, code: undefined })).not.toContain("code-box");
  expect(toHtml({ code: 400 })).toContain("code-box");
});
