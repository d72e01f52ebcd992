/** Sign-in that asks for the address first, in the shapes that v26.2.0 sent with `account_enumeration.mitigate`. */

import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";

const input = (group: string, name: string, type: string, rest: object = {}, label?: object) => ({
  type: "input",
  group,
  attributes: { name, type, disabled: false, node_type: "input", ...rest },
  messages: [],
  meta: label ? { label } : {},
});
const label = (id: number, text: string) => ({ id, text, type: "info" });

const csrf = input("default", "csrf_token", "hidden", { value: "t", required: true });
const suggestion = input("passkey", "passkey_login", "hidden");
const challenge = input("passkey", "passkey_challenge", "hidden", { value: '{"publicKey":{}}' });
const trigger = input(
  "passkey",
  "passkey_login_trigger",
  "button",
  { value: "", onclick: "window.oryPasskeyLogin()", onclickTrigger: "oryPasskeyLogin" },
  label(1010021, "Sign in with passkey"),
);
const password = input(
  "password",
  "password",
  "password",
  { required: true, autocomplete: "current-password" },
  label(1070001, "Password"),
);
const passwordButton = input(
  "password",
  "method",
  "submit",
  { value: "password" },
  label(1010022, "Sign in with password"),
);
const codeButton = input("code", "method", "submit", { value: "code" }, label(1010015, "Send sign in code"));
const social = input("oidc", "provider", "submit", { value: "acme" }, label(1010002, "Sign in with Acme"));
const firstButton = input(
  "identifier_first",
  "method",
  "submit",
  { value: "identifier_first" },
  label(1070009, "Continue"),
);
const identifier = (type: string, value?: string) =>
  input(
    "identifier_first",
    "identifier",
    type,
    { value, required: true, autocomplete: "username webauthn" },
    label(1070002, "Email"),
  );

const toView = (nodes: object[], messages: object[] = []) => {
  const ui = { action: "http://localhost:4400/self-service/login?flow=x", method: "POST", nodes, messages };
  return toFlowView(parseFlow({ id: "x", state: "choose_method", ui }), toFixtureOptions("login"));
};

const UNKNOWN = {
  id: 4000035,
  text: "This account does not exist or has not setup sign in with code.",
  type: "error",
};
const REFUSED = { id: 4000006, text: "The provided credentials are invalid.", type: "error" };

const known = (value: string) => [
  identifier("hidden", value),
  social,
  csrf,
  suggestion,
  challenge,
  password,
  passwordButton,
  codeButton,
  trigger,
];
const unknown = (value: string) => [
  identifier("text", value),
  firstButton,
  social,
  csrf,
  suggestion,
  challenge,
  codeButton,
  password,
  passwordButton,
];

it("F10: an address that Kratos does not know is answered with the page of one that it knows", () => {
  const address = "a@x.example";
  expect(toView(unknown(address), [UNKNOWN])).toEqual(toView(known(address)));
  expect(toView(unknown(address), [REFUSED])).toEqual(toView(known(address), [REFUSED]));
});

it("no form of the second screen is without the address, known or not", () => {
  for (const view of [toView(known("a@x.example")), toView(unknown("a@x.example"), [UNKNOWN])]) {
    const forms = view.forms.map(({ nodes }) => nodes.map((node) => ("name" in node ? node.name : "")));
    expect(forms.length).toBeGreaterThan(2);
    for (const names of forms) expect(names).toContain("identifier");
  }
});

it("the first screen, and one whose address is missing, stay as Kratos sent them", () => {
  const first = toView([identifier("text"), firstButton, social, csrf, suggestion, challenge]);
  expect(first.forms[0]?.nodes).toContainEqual(
    expect.objectContaining({ kind: "field", name: "identifier" }),
  );
  const alone = toView([identifier("text", "a@x.example"), firstButton, csrf], [UNKNOWN]);
  expect(alone.messages).toMatchObject([{ id: UNKNOWN.id }]);
  const { flow } = getFixture("login-identifier_first-credentials");
  expect(toFlowView(parseFlow(flow), toFixtureOptions("login")).forms[0]?.nodes).toContainEqual(
    expect.objectContaining({ kind: "hidden", name: "identifier" }),
  );
});
