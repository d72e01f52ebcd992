import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";

const input = (group: string, attributes: object) => ({
  type: "input",
  group,
  attributes: { node_type: "input", disabled: false, ...attributes },
  messages: [],
  meta: {},
});
const csrf = input("default", { name: "csrf_token", type: "hidden", value: "t", required: true });
const submit = (name: string, value: string, group: string) => input(group, { name, value, type: "submit" });

it("a captcha stands once, before the first button, with its data and nothing executable", () => {
  const captcha = {
    type: "div",
    group: "captcha",
    attributes: { id: "captcha", class: "cf", data: { "data-sitekey": "k", onclick: "x", "x y": "z" } },
  };
  const nodes = [
    csrf,
    captcha,
    input("default", { name: "identifier", type: "text", required: true }),
    submit("method", "password", "password"),
    submit("provider", "p", "oidc"),
  ];
  const ui = { action: "http://localhost:4400/self-service/login?flow=x", method: "POST", nodes };
  const view = toFlowView(parseFlow({ id: "x", ui }), toFixtureOptions("login"));
  expect(view.forms).toHaveLength(2);
  expect(view.forms[0]?.nodes.slice(-3)).toEqual([
    expect.objectContaining({ kind: "field", name: "identifier" }),
    expect.objectContaining({ kind: "div", id: "captcha", data: { sitekey: "k", onclick: "x" } }),
    expect.objectContaining({ kind: "submit", value: "password" }),
  ]);
  expect(JSON.stringify(view.forms[1])).not.toContain("captcha");
});

it("Ory Network's captcha is one division that Turnstile's script can draw, nothing else", () => {
  const script = { src: "https://challenges.example/api.js?render=explicit", id: "captcha_script" };
  const settings = { sitekey: "k", theme: "light", action: "login", response_field_name: "answer" };
  const field = (name: string, value: string) => input("captcha", { name, type: "hidden", value });
  const nodes = [
    field("answer", ""),
    { type: "script", group: "captcha", attributes: { ...script, integrity: "" } },
    { type: "div", group: "captcha", attributes: { id: "captcha_turnstile_inject" } },
    field("captcha_turnstile_options", JSON.stringify(settings)),
    csrf,
    submit("method", "password", "password"),
  ];
  const ui = { action: "http://localhost:4400/self-service/login?flow=x", method: "POST", nodes };
  const options = toFixtureOptions("login", { locale: "zh-Hans" });
  const toLogin = (captchaScript?: string) =>
    toFlowView(parseFlow({ id: "x", ui }), { ...options, captchaScript });
  const view = toLogin("https://challenges.example/api.js");
  expect(view.forms[0]?.nodes.filter(({ group }) => group === "captcha")).toEqual([
    expect.objectContaining({
      kind: "div",
      className: "cf-turnstile",
      data: {
        sitekey: "k",
        theme: "light",
        action: "login",
        "response-field-name": "answer",
        language: "zh-CN",
        size: "flexible",
        appearance: "interaction-only",
      },
    }),
  ]);
  expect(view.unknown).toEqual([]);
  expect(toLogin().unknown).toEqual(["script refused: captcha_script"]);
});
