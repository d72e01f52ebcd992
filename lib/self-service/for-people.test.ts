import { expect, test } from "vitest";
import { ENGLISH } from "@/lib/i18n/english";
import { toTranslator } from "@/lib/i18n/translator";
import { readList, toRecord } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixture, getFixtureSchema, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toFlowView } from "./to-flow-view";

const toView = (name: string, changes: object = {}) => {
  const { flow, kind } = getFixture(name);
  return toFlowView(
    parseFlow({ ...flow, ...changes }),
    toFixtureOptions(kind, { identitySchema: getFixtureSchema() }),
  );
};

test("alternatives that repeat many traits are folded, the main form and short ones are open", () => {
  const forms = toView("registration-all-initial").forms;
  expect(forms.filter(({ isFolded }) => isFolded).map(({ testId }) => testId)).toEqual([
    "passkey-flow",
    "passwordless-flow",
  ]);
  expect(toView("login-all-initial").forms.some(({ isFolded }) => isFolded)).toBe(false);
});

test("an identifier that may be several things is called by their names", () => {
  const [field] = toView("login-all-initial").forms.flatMap(({ nodes }) =>
    nodes.filter((node) => node.kind === "field" && node.name === "identifier"),
  );
  expect(field).toMatchObject({ label: "Email or phone" });
});

test.each([
  ["de", { Email: "E-Mail", Phone: "Telefon" }, "E-\u2060Mail oder Telefon"],
  ["de", { Email: "Benutzername", Phone: "E-Mail" }, "Benutzername oder E-\u2060Mail"],
  ["tr", { Email: "E-posta", Phone: "İsim" }, "E-\u2060posta veya isim"],
  ["ar", {}, "\u2068Email\u2069 أو \u2068phone\u2069"],
])(
  "%s: names of an identifier are joined as the language writes them, each in its direction",
  (locale, titles, label) => {
    const { flow, kind } = getFixture("login-all-initial");
    const t = toTranslator(locale, { ui: {}, kratos: {}, titles }, ENGLISH);
    const view = toFlowView(
      parseFlow(flow),
      toFixtureOptions(kind, { t, locale, identitySchema: getFixtureSchema() }),
    );
    const nodes = view.forms.flatMap(({ nodes }) => nodes);
    expect(nodes.find((node) => node.kind === "field" && node.name === "identifier")).toMatchObject({
      label,
    });
  },
);

test("titles and descriptions of frames and fields are said in an operator's words for them", () => {
  const { flow, kind } = getFixture("registration-all-initial");
  const titles = { Address: "Anschrift", "Where you live.": "Wo Sie wohnen." };
  const t = toTranslator("de", { ui: {}, kratos: {}, titles }, ENGLISH);
  const said = (text: string) =>
    JSON.stringify(getFixtureSchema()).replace(
      '"title":"Address"',
      `"title":"Address","description":"${text}"`,
    );
  const identitySchema = JSON.parse(said("Where you live."));
  const view = JSON.stringify(toFlowView(parseFlow(flow), toFixtureOptions(kind, { t, identitySchema })));
  expect(view).toContain('"title":"Anschrift","hint":["Wo Sie wohnen."]');
  expect(view).not.toContain('"Address"');
});

/** A profile's form that asks for one trait, drawn in the operator's words. */
function toTrait(locale: string, titles: Record<string, string>, trait: object, meta: object = {}) {
  const attributes = { name: "traits.one", type: "text", node_type: "input" };
  const node = { type: "input", group: "profile", attributes, messages: [], meta };
  const ui = { action: "http://localhost:4400/self-service/settings?flow=f", method: "POST", nodes: [node] };
  const t = toTranslator(locale, { ui: {}, kratos: {}, titles }, ENGLISH);
  const identitySchema = { properties: { traits: { type: "object", properties: { one: trait } } } };
  const options = toFixtureOptions("settings", { t, locale, identitySchema, isRelayed: true });
  const { forms } = toFlowView(parseFlow({ id: "f", ui }), options);
  return forms.flatMap(({ nodes }) => nodes).find((one) => "name" in one && one.name === "traits.one");
}

const toOneOf = (...titles: string[]) => ({
  type: "string",
  oneOf: titles.map((title) => ({ const: title, title })),
});

test("a list, its items and its choices are said in an operator's words for them", () => {
  const titles = { Address: "Anschrift", Addresses: "Anschriften", German: "Deutsch" };
  const list = { type: "array", title: "Addresses", items: { type: "string", title: "Address" } };
  expect(toTrait("de", titles, list)).toMatchObject({
    label: "Anschriften",
    items: [{ label: "Anschrift 1" }],
    itemLabel: "Anschrift {position}",
  });
  const choices = { type: "array", title: "Languages", items: toOneOf("German", "French") };
  expect(toTrait("de", titles, choices)).toMatchObject({
    options: [{ label: "Deutsch" }, { label: "French" }],
  });
});

test.each([
  ["de", { French: "Französisch", Tongue: "Sprache" }, "Sprache"],
  ["ar", {}, "\u2068Tongue\u2069"],
])("%s: a trait is not called after its last choice, as Kratos v1.3 has it", (locale, titles, label) => {
  const sent = { id: 1070002, type: "info", text: "French", context: { title: "French" } };
  const trait = { title: "Tongue", ...toOneOf("German", "French") };
  expect(toTrait(locale, titles, trait, { label: sent })).toMatchObject({ kind: "select", label });
});

test("the second screen of identifier-first sign-in names the address", () => {
  expect(toView("login-identifier_first-credentials")).toMatchObject({
    title: "Sign in",
    lead: "As ida@foyer.example",
  });
});

test("the code that a verification link brings is in its field, no other code is (threat F14)", () => {
  const withCode = (kind: string, name: string) => {
    const { flow } = getFixture(name);
    const text = JSON.stringify(flow).replace(
      '"name":"code","type":"text"',
      '"name":"code","type":"text","value":"123456"',
    );
    expect(text).toContain("123456");
    return toView(name, JSON.parse(text)).forms.flatMap(({ nodes }) =>
      nodes.flatMap((node) =>
        node.kind === "field" && node.name === "code" ? [`${kind} ${node.value}`] : [],
      ),
    );
  };
  expect(withCode("verification", "verification-code-sent")).toEqual(["verification 123456"]);
  expect(withCode("recovery", "recovery-code-sent")).toEqual(["recovery "]);
  expect(withCode("login", "login-code-sent")).toEqual(["login "]);
});

test("backup codes that run out are warned about", () => {
  const { flow, kind } = getFixture("settings-lookup_secret-used");
  const lead = (used: number) => {
    let left = used;
    const text = JSON.stringify(flow).replaceAll(/"id":1050009/g, (id) => (left-- > 0 ? '"id":1050014' : id));
    const view = toFlowView(parseFlow(JSON.parse(text)), toFixtureOptions(kind));
    return view.forms.find(({ group }) => group === "lookup_secret")?.lead;
  };
  expect(lead(0)).toBe("1 of 12 codes used.");
  expect(lead(8)).toBe("9 of 12 codes used. Generate new ones before you run out.");
});

test("a settings change that Kratos lost is said to be lost, not in Kratos' own words", () => {
  const { flow, kind } = getFixture("settings-all-initial");
  const say = (message: object, as = kind) =>
    toFlowView(
      parseFlow({ ...flow, ui: { ...toRecord(flow.ui), messages: [message] } }),
      toFixtureOptions(as),
    ).messages;
  const reason =
    'Unable to decode body because HTTP Request Method was "GET" but only [POST PUT PATCH] are supported.';
  const refused = { id: 4000001, type: "error", text: reason, context: { reason } };
  const lost = [
    { id: 4000001, tone: "error", text: "Nothing was changed. Please make your change once more." },
  ];
  expect(say(refused)).toEqual(lost);
  expect(say({ id: 4010004, type: "error", text: "Could not find a strategy" })).toMatchObject([
    { text: lost[0]?.text },
  ]);
  expect(say(refused, "login")).toMatchObject([{ text: reason }]);
  const other = { ...refused, text: "You tried to remove a passkey which does not exist." };
  expect(say({ ...other, context: { reason: other.text } })).toMatchObject([{ text: other.text }]);
});

test("backup codes that a second tap confirms again are said to be saved", () => {
  const text = "You must (re-)generate recovery backup codes before you can save them.";
  const say = (name: string) => {
    const { flow, kind } = getFixture(name);
    const messages = [{ id: 4000001, type: "error", text, context: { reason: text } }];
    const sent = parseFlow({ ...flow, ui: { ...toRecord(flow.ui), messages } });
    return toFlowView(sent, toFixtureOptions(kind)).messages;
  };
  expect(say("settings-lookup_secret-success")).toMatchObject([{ id: 1050001, tone: "success" }]);
  expect(say("settings-lookup_secret-confirm")).toMatchObject([{ id: 4000001, text }]);
});

test("A5: a change that was lost is not said to be saved, although another in the same flow was", () => {
  const { flow, kind } = getFixture("settings-profile-success");
  const saved = toFlowView(parseFlow(flow), toFixtureOptions(kind));
  expect(saved).toMatchObject({ isSaved: true, messages: [{ id: 1050001 }] });
  const messages = [...readList(flow.ui, "messages"), { id: 4010004, type: "error", text: "No strategy" }];
  const view = toFlowView(
    parseFlow({ ...flow, ui: { ...toRecord(flow.ui), messages } }),
    toFixtureOptions(kind),
  );
  expect(view.messages).toMatchObject([
    { id: 4010004, text: "Nothing was changed. Please make your change once more." },
  ]);
  expect(view.isSaved).toBeUndefined();
});

test("an address that waits to be verified is named once its change was saved, and only then", () => {
  const address = (changes: object) => ({
    identity: {
      traits: {},
      verifiable_addresses: [{ value: "new@x.example", verified: false, status: "sent", ...changes }],
    },
  });
  expect(toView("settings-profile-success", address({})).unverified).toEqual({
    address: "new@x.example",
    href: expect.stringContaining("/verification?return_to=http"),
  });
  const others = [
    { verified: true, status: "completed" },
    { status: "pending" },
    { value: 7 },
    { via: "sms" },
  ];
  for (const changes of others)
    expect(toView("settings-profile-success", address(changes)).unverified).toBeUndefined();
  expect(toView("settings-all-initial", address({})).unverified).toBeUndefined();
});

test("after a recovery the new password is the first thing on the settings page", () => {
  const toSections = (name: string) => toView(name).forms.map(({ group }) => group);
  expect(toSections("settings-all-recovered").slice(0, 2)).toEqual(["password", "profile"]);
  expect(toSections("settings-all-initial").slice(0, 2)).toEqual(["profile", "password"]);
});

test("a mailed code goes with where it was mailed to, which an expired flow forgets", () => {
  const toMailedTo = (name: string, isRelayed: boolean) => {
    const { flow, kind } = getFixture(name);
    const { forms } = toFlowView(parseFlow(flow), { ...toFixtureOptions(kind), isRelayed });
    const form = forms.find(({ nodes }) =>
      nodes.some((node) => node.kind === "field" && node.name === "code"),
    );
    return form?.nodes.flatMap((node) =>
      node.kind === "hidden" && node.name === "foyer_mailed_to" ? [node.value] : [],
    );
  };
  expect(toMailedTo("recovery-code-sent", true)).toEqual(["rex@foyer.example"]);
  expect(toMailedTo("verification-code-sent", true)).toEqual([expect.stringContaining("@")]);
  expect(toMailedTo("recovery-code-sent", false), "at Kratos itself").toEqual([]);
});

test("a recovery that is done asks for no code any more, and leads to the account", () => {
  const { flow, kind } = getFixture("recovery-code-sent");
  const toDone = (signedIn?: { logoutPath: string }) =>
    toFlowView(parseFlow({ ...flow, state: "passed_challenge" }), toFixtureOptions(kind, { signedIn }));
  const done = toDone({ logoutPath: "/logout?token=t" });
  expect(done).toMatchObject({ title: "Account recovered", forms: [] });
  expect(done.refused).toBeUndefined();
  expect(done.links).toEqual([{ testId: "back-link", href: "/account", label: "Go to your account" }]);
  expect(toDone().links.map(({ testId }) => testId)).toEqual(["login-link"]);
});

test.each(["recovery", "verification"] as const)(
  "%s: the button beside a sent link says what it does",
  (kind) => {
    // An operator's words for the way of a sign-in to verify an address are said of that way alone.
    const ui = { "way.verify": "Verify my address" };
    const t = toTranslator("en", { ui, kratos: {}, titles: {} }, ENGLISH);
    const toButton = (name: string) =>
      toFlowView(parseFlow(getFixture(name).flow), toFixtureOptions(kind, { t }))
        .forms.flatMap(({ nodes }) => nodes)
        .find((node) => node.kind === "submit");
    expect(toButton(`${kind}-link-initial`)).toMatchObject({ label: "Continue" });
    expect(toButton(`${kind}-link-sent`)).toMatchObject({ value: "link", label: "Send me a new email" });
  },
);
