import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { MessageView } from "@/lib/self-service/message-view";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { findTags } from "@/tests/support/html.mjs";
import { CODE_FIELD, NODES, PASSWORD_FIELD } from "@/tests/unit/views/nodes";
import { toTestContext } from "@/tests/unit/views/page-context";
import { Node } from "./nodes";

const draw = (node: NodeView) =>
  renderToStaticMarkup(<Node node={node} formId="login-flow" context={toTestContext()} />);

/** The attributes of the first tag of a drawn node with this name. */
const attributes = (node: NodeView, tag: string) => findTags(draw(node), tag)[0]?.attributes ?? {};

const ERROR: MessageView = { id: 4000002, tone: "error", text: `Property "identifier" is missing.` };

test("a field is labelled, wrapped in its hook, and keeps Kratos' name", () => {
  const input = attributes(NODES.field, "input");
  expect(input).toMatchObject({ name: "identifier", autocomplete: "username webauthn" });
  expect(attributes(NODES.field, "label").for).toBe(input.id);
  expect(attributes(NODES.field, "div")["data-testid"]).toBe("node/input/identifier");
});

test("a field stands beside its label: suites read the label from the field's parent", () => {
  expect(draw(NODES.field)).toMatch(
    /^<div data-testid="node\/input\/identifier"[^>]*><label[^>]*>[^<]+<\/label><input [^>]*><\/div>$/,
  );
});

test("what is written runs as its own letters do; addresses, codes and what is empty do not", () => {
  const toDir = (changes: Partial<typeof NODES.field>, dir: "ltr" | "rtl" = "ltr") => {
    const node = { ...NODES.field, autocomplete: "name", ...changes };
    const html = renderToStaticMarkup(<Node node={node} formId="f" context={toTestContext({ dir })} />);
    return findTags(html, changes.isMultiline ? "textarea" : "input")[0]?.attributes.dir;
  };
  expect([toDir({}), toDir({ isMultiline: true }), toDir({ value: "Ada" }, "rtl")]).toEqual(
    Array.from({ length: 3 }, () => "auto"),
  );
  const others = [{ autocomplete: "username" }, { type: "email" }, { type: "tel" }, { isCode: true }];
  expect(others.map((changes) => toDir(changes as never))).toEqual(others.map(() => undefined));
  expect(toDir({}, "rtl")).toBeUndefined();
});

test("buttons of keys that nobody named are told apart by when each was added", () => {
  const describe = (value: string, addedAt: string) => {
    const node: NodeView = { ...NODES.submit, name: "passkey_remove", value, addedAt };
    const html = draw(node);
    const id = findTags(html, "button")[0]?.attributes["aria-describedby"];
    expect(findTags(html, "p", { id: id ?? "" })).toHaveLength(1);
    expect(html).toMatch(/>Added <time [^>]*>May 3, 2026, \d+:30\sAM UTC<\/time>/);
    return [id, findTags(html, "time")[0]?.attributes.datetime];
  };
  const first = describe("k1", "2026-05-03T09:30:00.000Z");
  const second = describe("k2", "2026-05-03T10:30:00.000Z");
  expect(first).not.toEqual(second);
  expect(first[0]).not.toBe(second[0]);
});

test("a field's error is described, marked invalid, and says exactly Kratos' sentence", () => {
  const node = { ...NODES.field, messages: [ERROR] };
  const input = attributes(node, "input");
  expect(input["aria-invalid"]).toBe("true");
  expect(attributes(node, "ul").id).toBe(input["aria-describedby"]);
  expect(draw(node)).toContain(
    '<span data-testid="ui/message/4000002">Property &quot;identifier&quot; is missing.</span>',
  );
});

test("a note at a field does not make it invalid", () => {
  const node = { ...NODES.field, messages: [{ ...ERROR, tone: "info" as const }] };
  expect(attributes(node, "input")).not.toHaveProperty("aria-invalid");
});

test("how a value is to be written stands at its field, and is read out with its messages", () => {
  const node = { ...NODES.field, hint: ["For example 2026-01-31"], messages: [ERROR] };
  const ids = attributes(node, "input")["aria-describedby"]?.split(" ") ?? [];
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(draw(node)).toContain(`id="${id}"`);
  expect(draw(node)).toContain(`<p id="${ids[0]}"`);
});

test("a password is never echoed, and its button to show it waits for the script (threat F14)", () => {
  const input = attributes(PASSWORD_FIELD, "input");
  expect(input).not.toHaveProperty("value");
  expect(attributes(PASSWORD_FIELD, "button")).toMatchObject({ hidden: "", "data-reveals": input.id });
});

test("the button that shows a password says which, beside the word that the script changes", () => {
  const html = draw({ ...PASSWORD_FIELD, label: "Old password" });
  expect(html).toMatch(
    /<button[^>]*><span>Show<\/span><span class="sr-only">: Old password<\/span><\/button>/,
  );
});

test("names begin with a capital on the keyboards of phones, addresses and codes do not", () => {
  const toCapitals = (autocomplete: string) =>
    attributes({ ...NODES.field, type: "text", autocomplete }, "input").autocapitalize;
  expect(["name", "given-name", "family-name"].map(toCapitals)).toEqual(["words", "words", "words"]);
  expect(["username", "username webauthn"].map(toCapitals)).toEqual(["none", "none"]);
  expect(attributes(CODE_FIELD, "input").autocapitalize).toBe("none");
});

test("no keyboard of a phone changes a code as it is typed", () => {
  const backupCode = { ...NODES.field, name: "lookup_secret", autocomplete: "off" };
  for (const node of [CODE_FIELD, backupCode]) {
    expect(attributes(node, "input")).toMatchObject({
      autocapitalize: "none",
      autocorrect: "off",
      spellcheck: "false",
    });
  }
  expect(attributes({ ...backupCode, name: "traits.motto" }, "input")).not.toHaveProperty("autocorrect");
});

test("a code field takes pasted spaces: the browser does not cut it", () => {
  const input = attributes(CODE_FIELD, "input");
  expect(input).not.toHaveProperty("maxlength");
  expect(input).toMatchObject({ "data-code": "6", inputmode: "numeric", autocomplete: "one-time-code" });
});

test("a checkbox is immediately followed by its label", () => {
  expect(draw(NODES.checkbox)).toMatch(
    /<input [^>]*name="traits\.tos"[^>]*\/><label for="login-flow-traits\.tos"/,
  );
});

test("a choice that need not be made starts empty", () => {
  expect(draw(NODES.select)).toContain('<option value="" selected="">');
});

test("O4: Enter in the box that asks before something is taken away presses no button", () => {
  const node: NodeView = { ...NODES.submit, confirm: "Remove it?" };
  expect(attributes(node, "input")).toMatchObject({ type: "checkbox", form: "" });
});

test("a submit keeps Kratos' name, value and state", () => {
  const node = { ...NODES.submit, formNoValidate: true, disabled: true };
  const state = { formnovalidate: "", disabled: "" };
  const button = { type: "submit", name: "method", value: "password" };
  expect(attributes(node, "button")).toMatchObject({ ...button, ...state });
  expect(attributes(NODES.submit, "button")).toMatchObject(button);
  for (const key of Object.keys(state)) expect(attributes(NODES.submit, "button")).not.toHaveProperty(key);
});

test("what may stay empty says so after its label, whose own text stays as it was", () => {
  const html = draw({ ...NODES.field, isOptional: true });
  expect(html).toContain(`data-optional=" (optional)" class="font-semibold">${NODES.field.label}</label>`);
  expect(draw(NODES.field)).not.toContain("data-optional");
});

test("a provider's mark is drawn from its name and is not part of the button's text", () => {
  const html = draw({ ...NODES.submit, provider: "google", label: "Sign in with google" });
  expect(html).toContain('data-initial="G"');
  expect(html.replaceAll(/<[^>]*>/g, "")).toBe("Sign in with google");
});

test("from right to left, a button that begins with a provider's name runs as the page does", () => {
  const context = toTestContext({ locale: "ur", dir: "rtl" });
  const label = "\u2068Acme\u2069 سے سائن ان کریں";
  const html = renderToStaticMarkup(<Node node={{ ...NODES.submit, label }} formId="f" context={context} />);
  expect(html).toContain(`<bdi dir="rtl">${label}</bdi>`);
});

test("a ceremony is named, never written as code (threat F2)", () => {
  expect(attributes(NODES.trigger, "button")).toMatchObject({
    type: "button",
    name: "passkey_login_trigger",
    "data-trigger": "oryPasskeyLogin",
  });
  expect(draw(NODES.trigger)).not.toMatch(/\son[a-z]+=/i);
});

test("what starts on load is named where Kratos names it", () => {
  const onload = "oryPasskeyLoginAutocompleteInit";
  expect(attributes({ ...NODES.hidden, onload }, "input")["data-onload"]).toBe(onload);
  expect(attributes({ ...NODES.trigger, onload }, "button")["data-onload"]).toBe(onload);
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
  const secret = draw({ ...NODES.text, groups: ["ORSX", "G5BR", "GIZT"] });
  expect(secret.match(/<code>.*<\/code>/)?.[0].replaceAll(/<[^>]*>/g, "")).toBe("ORSXG5BRGIZT");
  expect(secret).toContain('<span class="sr-only">: Authenticator app</span>');
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
  expect(attributes(NODES.image, "img")).toMatchObject({
    "data-testid": "node/image/totp_qr",
    src: NODES.image.src,
  });
  expect(attributes(NODES.script, "script")).toMatchObject({
    "data-testid": "node/script/webauthn_script",
    integrity: "sha512-abc",
    crossorigin: "anonymous",
  });
  expect(draw(NODES.div)).toBe('<div id="captcha" data-sitekey="k"></div>');
});

test("what is not known is shown, not dropped (threat F16)", () => {
  expect(draw(NODES.unknown)).toContain("input colour");
});

// What is said about a hidden one stands in the summary (lib/flow/node-errors.test.ts).
const SAYING = Object.values(NODES).filter(({ kind }) => !["script", "hidden", "way"].includes(kind));
test.each(SAYING)("a message at a $kind node is drawn", (node) => {
  expect(draw({ ...node, messages: [ERROR] })).toContain("ui/message/4000002");
});

test("each box of a choice has its own label, in whatever letters the values are", () => {
  const options = ["香港", "澳门", "a b", "a_b"].map((value) => ({ value, label: value, checked: false }));
  const html = draw({ ...NODES.choices, options });
  const ids = findTags(html, "input").map(({ attributes }) => attributes.id);
  expect(new Set(ids).size).toBe(options.length);
  expect(findTags(html, "label").map(({ attributes }) => attributes.for)).toEqual(ids);
});
