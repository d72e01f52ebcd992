import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { MessageView, NodeView } from "@/lib/flow/view";
import { toTestChrome } from "../testing/chrome";
import { CODE_FIELD, NODES, PASSWORD_FIELD } from "../testing/nodes";
import { Node } from "./nodes";

const draw = (node: NodeView) =>
  renderToStaticMarkup(<Node node={node} formId="login-flow" chrome={toTestChrome()} />);

const ERROR: MessageView = { id: 4000002, tone: "error", text: `Property "identifier" is missing.` };

test("a field is labelled, wrapped in its hook, and keeps Kratos' name", () => {
  const html = draw(NODES.field);
  expect(html).toContain('<div data-testid="node/input/identifier"');
  expect(html).toContain('<label for="login-flow-identifier"');
  expect(html).toContain('name="identifier"');
  expect(html).toContain('autoComplete="username webauthn"');
});

test("a field's error is described, marked invalid, and says exactly Kratos' sentence", () => {
  const html = draw({ ...NODES.field, messages: [ERROR] });
  expect(html).toContain('aria-describedby="login-flow-identifier-messages"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain(
    '<span data-testid="ui/message/4000002">Property &quot;identifier&quot; is missing.</span>',
  );
});

test("a note at a field does not make it invalid", () => {
  expect(draw({ ...NODES.field, messages: [{ ...ERROR, tone: "info" }] })).not.toContain("aria-invalid");
});

test("a password is never echoed, and its button to show it waits for the script (threat F14)", () => {
  const html = draw(PASSWORD_FIELD);
  expect(html).not.toContain(" value=");
  expect(html).toMatch(/<button type="button" hidden=""[^>]*data-reveals="login-flow-password"/);
});

test("a code field takes pasted spaces: the browser does not cut it", () => {
  const html = draw(CODE_FIELD);
  expect(html).not.toContain("maxLength");
  expect(html).toContain('data-code="6"');
  expect(html).toContain('inputMode="numeric"');
});

test("a checkbox is immediately followed by its label", () => {
  expect(draw(NODES.checkbox)).toMatch(
    /<input [^>]*name="traits\.tos"[^>]*\/><label for="login-flow-traits\.tos"/,
  );
});

test("a choice that need not be made starts empty", () => {
  expect(draw(NODES.select)).toContain('<option value="" selected="">');
});

test("a submit keeps Kratos' name and value", () => {
  expect(draw(NODES.submit)).toMatch(/<button type="submit" name="method" value="password"/);
  expect(draw({ ...NODES.submit, formNoValidate: true })).toContain("formNoValidate");
  expect(draw({ ...NODES.submit, disabled: true })).toContain('disabled=""');
});

test("a provider's mark is drawn from its name and is not part of the button's text", () => {
  const html = draw({ ...NODES.submit, provider: "google", label: "Sign in with google" });
  expect(html).toContain('data-initial="G"');
  expect(html.replaceAll(/<[^>]*>/g, "")).toBe("Sign in with google");
});

test("a ceremony is named, never written as code (threat F2)", () => {
  const html = draw({ ...NODES.trigger, value: '{"publicKey":{}}' });
  expect(html).toMatch(
    /<button type="button"[^>]*name="passkey_login_trigger"[^>]*data-trigger="oryPasskeyLogin"/,
  );
  expect(html).not.toContain("onclick");
});

test("what starts on load is named at the hidden input that Kratos names it at", () => {
  expect(
    draw({ ...NODES.hidden, name: "passkey_login", onload: "oryPasskeyLoginAutocompleteInit" }),
  ).toContain('name="passkey_login" value="csrf" data-onload="oryPasskeyLoginAutocompleteInit"');
});

test("an address that may not be followed is drawn as text (threat F3)", () => {
  const html = draw({ ...NODES.link, href: undefined });
  expect(html).not.toContain("<a");
  expect(html).toContain('data-testid="node/anchor/continue"');
});

test("text has its label and text hooks; backup codes one element each", () => {
  const html = draw(NODES.text);
  expect(html).toContain('data-testid="node/text/totp_secret_key/label"');
  expect(html).toContain('data-testid="node/text/totp_secret_key/text"');
  const codes = draw({
    ...NODES.text,
    id: "lookup_secret_codes",
    codes: [
      { text: "a1", used: false },
      { text: "b2", used: true },
    ],
  });
  expect(codes).toContain('data-testid="text-lookup_secret_codes-content"');
  expect(codes.match(/<code>/g)).toHaveLength(2);
});

test("images, scripts and divisions keep their hooks and attributes", () => {
  expect(draw(NODES.image)).toContain('<img data-testid="node/image/totp_qr" src="data:image/png;base64,');
  expect(draw(NODES.script)).toContain('data-testid="node/script/webauthn_script"');
  expect(draw(NODES.script)).toContain('integrity="sha512-abc"');
  expect(draw(NODES.div)).toBe('<div id="captcha" data-sitekey="k"></div>');
});

test("what is not known is shown, not dropped (threat F16)", () => {
  expect(draw(NODES.unknown)).toContain("input colour");
});

test.each(Object.values(NODES))("a message at a $kind node is drawn", (node) => {
  if (node.kind === "script" || node.kind === "div" || node.kind === "unknown") return;
  expect(draw({ ...node, messages: [ERROR] })).toContain("ui/message/4000002");
});
