import { describe, expect, it } from "vitest";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { toChange, withTyped, withTypedLists } from "@/lib/self-service/nodes/typed";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind, FlowView } from "@/lib/self-service/view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { IDENTITY_WITH_LISTS } from "@/tests/support/traits/identity-with-lists";
import { DRAWN_FIELD } from "./drawn";

const message = (text: string) => ({ id: 4000001, text, type: "error", context: { reason: text } });

const node = (name: string, attributes: object = {}, rest: object = {}) => ({
  type: "input",
  group: "default",
  attributes: { name, type: "text", node_type: "input", ...attributes },
  messages: [],
  meta: {},
  ...rest,
});

const submit = (name: string, value: string, group = "profile") =>
  node(name, { type: "submit", value }, { group });

function toView(
  kind: FlowKind,
  nodes: object[],
  rest: object = {},
  options: Partial<FlowContext> = {},
): FlowView {
  const ui = { action: `http://localhost:4400/self-service/${kind}?flow=f`, method: "POST", nodes };
  const base = { identitySchema: IDENTITY_WITH_LISTS, isRelayed: true };
  return toFlowView(parseFlow({ id: "f", ui, ...rest }), toFixtureOptions(kind, { ...base, ...options }));
}

const find = (view: FlowView, name: string): NodeView | undefined =>
  view.forms.flatMap(({ nodes }) => nodes).findLast((one) => "name" in one && one.name === name);

const values = (one: NodeView | undefined) =>
  one?.kind === "list" ? one.items.map(({ value }) => value) : undefined;

describe("a list of values", () => {
  const emails = [
    node("traits.emails", { required: true }),
    node("traits.emails.1", { value: "b@foyer.example" }, { messages: [message("not this one")] }),
    node("traits.emails.0", { value: "a@foyer.example" }),
    node("traits.emails.2"),
    submit("method", "profile"),
  ];

  it("is one field an item, in its order, each with its number and its own messages", () => {
    const view = toView("settings", emails);
    expect(view.forms[0]?.nodes.filter(({ kind }) => kind === "field")).toEqual([]);
    const list = find(view, "traits.emails");
    expect(list).toMatchObject({
      kind: "list",
      label: "Addresses",
      required: true,
      items: [
        { name: "traits.emails", key: "traits.emails.0", label: "Address 1", type: "email", required: true },
        { key: "traits.emails.1", label: "Address 2", value: "b@foyer.example", required: false },
      ],
    });
    expect(view.errors).toMatchObject([
      { name: "traits.emails.1", label: "Address 2", form: "settings-profile" },
    ]);
  });

  it("keeps a message at its item's place where Kratos forgot what was typed", () => {
    const refused = (place: number) => [
      node("traits.emails"),
      node(`traits.emails.${place}`, {}, { messages: [message("no address")] }),
      submit("method", "profile"),
    ];
    const list = find(toView("registration", refused(1)), "traits.emails");
    expect(list).toMatchObject({ items: [{ messages: [] }, { messages: [{ text: "no address" }] }] });
    expect(values(find(toView("registration", refused(1_000_000)), "traits.emails"))).toEqual([""]);
  });

  it("has an empty field where there is nothing yet, also where no schema is known", () => {
    expect(
      values(find(toView("settings", [node("traits.emails"), submit("method", "profile")]), "traits.emails")),
    ).toEqual([""]);
    const view = toView("settings", emails, {}, { identitySchema: undefined });
    expect(values(find(view, "traits.emails"))).toEqual(["a@foyer.example", "b@foyer.example"]);
  });

  it("goes to the next step of a registration under the name that Kratos takes", () => {
    const hidden = (name: string, value: string) => node(name, { type: "hidden", value });
    const view = toView("registration", [
      hidden("traits.emails.1", "b"),
      hidden("traits.emails.0", "a"),
      node("password", { type: "password" }, { group: "password" }),
      submit("method", "password", "password"),
    ]);
    const sent = view.forms[0]?.nodes.filter((one) => "name" in one && one.name.startsWith("traits."));
    expect(sent).toMatchObject([
      { kind: "hidden", name: "traits.emails", value: "a" },
      { kind: "hidden", name: "traits.emails", value: "b" },
    ]);
  });

  it("of a few values is a box each, also for a value that is no longer listed", () => {
    const nodes = [
      node("traits.languages"),
      node("traits.languages.0", { value: "en" }),
      node("traits.languages.1", { value: "la" }),
      submit("method", "profile"),
    ];
    expect(find(toView("settings", nodes), "traits.languages")).toMatchObject({
      kind: "choices",
      options: [
        { value: "de", label: "German", checked: false },
        { value: "en", label: "English", checked: true },
        { value: "fr", label: "French", checked: false },
        { value: "la", label: "la", checked: true },
      ],
    });
  });

  it("has one more or less without the script, and keeps what was typed but no password (F14)", () => {
    const view = toView("registration", [
      ...emails.slice(0, -1),
      node("traits.about"),
      node("password", { type: "password" }, { group: "password" }),
      submit("method", "password", "password"),
    ]);
    const typed = (pressed: string) => {
      const form = new URLSearchParams([
        ["traits.emails", "x"],
        ["traits.emails", "y"],
        ["traits.about", "me"],
        ["password", "secret"],
        [DRAWN_FIELD, "what the form was first drawn from"],
        ["foyer_list", pressed],
      ]);
      const change = toChange(form);
      return change && withTyped(view, form, change);
    };
    const more = typed("add traits.emails");
    expect(values(more && find(more, "traits.emails"))).toEqual(["x", "y", ""]);
    expect(more && find(more, "traits.emails")).toMatchObject({
      items: [{}, { messages: [{}] }, { isFocused: true }],
    });
    expect(more && find(more, "traits.about")).toMatchObject({ value: "me" });
    expect(more && find(more, DRAWN_FIELD)).toMatchObject({ value: "what the form was first drawn from" });
    expect(JSON.stringify(more)).not.toContain("secret");
    const less = typed("remove 0 traits.emails");
    expect(values(less && find(less, "traits.emails"))).toEqual(["y"]);
    expect(less && find(less, "traits.emails")).toMatchObject({
      items: [{ label: "Address 1", messages: [{}] }],
    });
    expect(typed("method")).toBeUndefined();
  });

  it("never grows beyond its schema's maximum", () => {
    const view = toView("settings", emails);
    const full = ["1", "2", "3", "4"].map((value): [string, string] => ["traits.emails", value]);
    const form = new URLSearchParams([...full, ["foyer_list", "add traits.emails"]]);
    expect(values(find(withTyped(view, form, { list: "traits.emails" }), "traits.emails"))).toHaveLength(4);
  });

  it("that Kratos forgot is there again, and one that it kept stays", () => {
    const lists = new URLSearchParams([["traits.emails", "typed"]]);
    const empty = toView("registration", [node("traits.emails"), submit("method", "profile")]);
    expect(values(find(withTypedLists(empty, lists), "traits.emails"))).toEqual(["typed"]);
    const full = toView("registration", [...emails]);
    expect(values(find(withTypedLists(full, lists), "traits.emails"))?.[0]).toBe("a@foyer.example");
  });
});

describe("what no form can hold (V5)", () => {
  const traits = { contacts: [{ name: "Ada", phone: "1" }], crm: { id: 7 }, about: "me" };
  const nodes = [
    node("traits.contacts.0.name", { value: "Ada" }, { group: "profile" }),
    node("traits.contacts.0.phone", { value: "1" }, { group: "profile" }),
    node("traits.crm.id", { type: "number", value: 7 }, { group: "profile" }),
    node("traits.about", { value: "me" }, { group: "profile" }),
    node("method", { type: "submit", value: "profile" }, { group: "profile" }),
  ];

  it("is shown in words, and the form notes what it asked for", () => {
    const view = toView("settings", nodes, { identity: { traits } });
    expect(find(view, "traits.contacts")).toMatchObject({
      kind: "kept",
      label: "Emergency contacts",
      lines: ["Name: Ada, Phone: 1"],
    });
    expect(find(view, "traits.crm")).toMatchObject({ kind: "kept", lines: ["Id: 7"] });
    const note = find(view, DRAWN_FIELD);
    expect(note?.kind === "hidden" && JSON.parse(note.value)).toEqual({
      traits: [{ name: "traits.about", as: "lines", was: ["me"] }],
      lists: ["traits.contacts"],
    });
  });

  it("locks the form where browsers post to Kratos, or a number could not be written back", () => {
    const help = "https://foyer.example/help";
    const direct = { isRelayed: false, links: { help } };
    const big = { about: "me", big: JSON.parse("12345678901234567890") };
    for (const view of [
      toView("settings", nodes, { identity: { traits } }, direct),
      toView("settings", nodes.slice(3), { identity: { traits: big } }, { links: { help } }),
    ]) {
      const [form] = view.forms;
      expect(form?.lead).toMatch(/could not keep/);
      expect(form?.nodes.map(({ kind }) => kind)).not.toContain("submit");
      expect(find(view, "traits.about")).toMatchObject({ kind: "kept", lines: ["me"] });
      expect(form?.nodes).toContainEqual(expect.objectContaining({ kind: "link", href: help }));
    }
  });

  it("leaves a form alone that says everything by itself", () => {
    const plain = toView(
      "settings",
      nodes.slice(3),
      { identity: { traits: { about: "me" } } },
      { isRelayed: false },
    );
    expect(find(plain, DRAWN_FIELD)).toBeUndefined();
    expect(find(plain, "traits.about")).toMatchObject({ kind: "field" });
  });
});

describe("an error about what is not on the page", () => {
  const hidden = node(
    "traits.emails.0",
    { type: "hidden", value: "a" },
    { messages: [message("Not here.")] },
  );
  const second = [
    hidden,
    node("traits.team.code", {}, { messages: [message("No such team.")] }),
    node("traits.name", {}, { messages: [message("Incomplete.")] }),
    node("anything", {}, { messages: [message("Odd.")] }),
    node("password", { type: "password" }, { group: "password" }),
    submit("method", "password", "password"),
    submit("screen", "previous"),
  ];

  it("is said once, in words, with the way back to the step that has it", () => {
    const view = toView("registration", second);
    expect(view.errors.map(({ label, message: { text } }) => `${label}: ${text}`)).toEqual([
      "Address 1: Not here.",
      "Team code: No such team.",
      "Your name: Incomplete.",
      "Anything: Odd.",
    ]);
    for (const { way } of view.errors) {
      expect(way).toMatchObject({
        form: "registration-flow-back",
        button: { name: "screen", value: "previous" },
      });
    }
    const shown = view.forms.flatMap(({ nodes }) => nodes).filter(({ messages }) => messages.length > 0);
    expect(shown).toEqual([]);
    expect(
      view.forms.flatMap(({ nodes }) => nodes).some((one) => one.kind === "field" && one.name !== "password"),
    ).toBe(false);
  });

  it("leads to the nearest control of the page, and nowhere when there is none", () => {
    const view = toView("settings", [
      node("traits.name", {}, { messages: [message("Incomplete.")] }),
      node("traits.name.first", { value: "Ada" }, { group: "profile" }),
      node("anything", {}, { messages: [message("Odd.")] }),
      node("method", { type: "submit", value: "profile" }, { group: "profile" }),
    ]);
    expect(view.errors).toMatchObject([
      { name: "traits.name.first", label: "Your name", form: "settings-profile", isOnlyHere: true },
      { name: "anything", way: "none" },
    ]);
    expect(view.errors[0]).not.toHaveProperty("way");
  });

  it("is said once where Kratos says it for each branch of a oneOf", () => {
    const missing = { messages: [message("Missing."), message("Odd."), message("Missing.")] };
    const view = toView("settings", [node("traits.name.first", {}, missing)]);
    const texts = view.forms.flatMap(({ nodes }) => nodes).flatMap(({ messages }) => messages);
    expect(texts.map(({ text }) => text)).toEqual(["Missing.", "Odd."]);
  });

  it("is a message of the page when it is no error", () => {
    const note = { ...message("By the way."), type: "info" };
    const view = toView("registration", [
      node("traits.emails.0", { type: "hidden", value: "a" }, { messages: [note] }),
    ]);
    expect(view.messages.map(({ text }) => text)).toEqual(["By the way."]);
    expect(view.errors).toEqual([]);
  });
});

describe("keywords of the schema", () => {
  const first = (
    name: string,
    attributes: object = {},
    options: Partial<FlowContext> = {},
    kind: FlowKind = "settings",
  ) => find(toView(kind, [node(name, attributes), submit("method", "profile")], {}, options), name);

  it("give a field its hint, examples, limits and frames", () => {
    expect(first("traits.team.code")).toMatchObject({
      kind: "field",
      hint: ["For example ACME-12, DOCK-07."],
      pattern: "[^]*(?:[0-9]{2})[^]*",
      frames: [{ name: "traits.team", title: "Your team", hint: ["Who you work with."] }],
    });
    expect(first("traits.team.place.floor", { type: "number" })).toMatchObject({
      type: "number",
      min: 0,
      max: 60,
      step: "1",
      frames: [{ name: "traits.team" }, { name: "traits.team.place", title: "Where it sits" }],
    });
    expect(first("traits.about")).toMatchObject({ isMultiline: true });
  });

  it("preset a new account's form, and no other", () => {
    expect(first("traits.plan", {}, {}, "registration")).toMatchObject({ kind: "select", value: "small" });
    expect(first("traits.newsletter", { type: "checkbox" }, {}, "registration")).toMatchObject({
      checked: true,
    });
    expect(first("traits.plan")).toMatchObject({ value: "" });
  });

  it("keep what only the operator sets from being changed, and out of a new account's form", () => {
    expect(first("traits.member_number", { value: "7" })).toMatchObject({ readOnly: true, value: "7" });
    expect(first("traits.member_number", {}, {}, "registration")).toBeUndefined();
  });

  it("link the terms where their address is configured, and are words otherwise", () => {
    const box = { type: "checkbox", required: true };
    const links = { terms: "https://foyer.example/terms", privacy: "javascript:alert(1)" };
    expect(first("traits.terms", box, { links })).toMatchObject({
      kind: "checkbox",
      required: true,
      label: "I agree to the terms of service and have read the privacy policy",
      words: [
        "I agree to the ",
        { text: "terms of service", href: "https://foyer.example/terms" },
        " and have read the ",
        "privacy policy",
      ],
    });
    expect(first("traits.terms", box)).not.toHaveProperty("words");
  });
});
