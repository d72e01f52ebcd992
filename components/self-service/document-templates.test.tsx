import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, it } from "vitest";
import { toDirection } from "@/lib/i18n/direction";
import { loadTranslator } from "@/lib/i18n/languages";
import type { PageContext } from "@/lib/page-context";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { type KratosFlow, parseFlow } from "@/lib/self-service/kratos-flow";
import { type Blank, DocumentTemplates } from "@/lib/self-service/page/document-templates";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import type { FlowKind } from "@/lib/self-service/view";
import { getFixture, getFixtureSchema, getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toTestContext } from "@/tests/unit/views/page-context";
import { FlowPage } from "./flow-page";

const SCHEMA = getFixtureSchema() as object;

/** Of everybody's first sight: what is on record of it, by the kind of page. */
const COMMON = getFixtures().filter(({ name }) => /^(login|registration|recovery|verification)-/.test(name));

const FIRST_SIGHTS = [
  "login-all-initial",
  "login-identifier_first-initial",
  "registration-all-initial",
  "registration-profile-initial",
  "recovery-code-initial",
  "verification-link-initial",
];

const hash = (text: string) => createHash("sha512").update(text).digest();

/** Values that a flow has of its own, as the servers make them; others for each person. */
function toOwnValues(person: string) {
  const id = hash(`id ${person}`).toString("hex");
  return {
    id: [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join("-"),
    csrfToken: hash(`token ${person}`).toString("base64"),
    challenge: hash(`challenge ${person}`).toString("base64url"),
    loginChallenge: hash(`request ${person}`).toString("base64url"),
  };
}

/** A recorded flow as this person would get it. */
function toFlow(recorded: unknown, person: string, changes: Partial<KratosFlow> = {}): KratosFlow {
  const own = toOwnValues(person);
  const text = JSON.stringify(recorded)
    .replaceAll("00000000-0000-4000-8000-000000000001", own.id)
    .replaceAll("Y3NyZi10b2tlbg==", own.csrfToken)
    .replaceAll("c2NydWJiZWQtc2NydWJiZWQtc2NydWJiZWQ", own.challenge);
  return { ...parseFlow(JSON.parse(text)), ...changes };
}

interface Page {
  flow: KratosFlow;
  context: PageContext;
  options: FlowContext;
  /** The app's request, as Hydra said it. */
  challenge?: string;
}

let templates: DocumentTemplates;
beforeEach(() => {
  templates = new DocumentTemplates();
});

function toBlank({ flow, context, options, challenge }: Page): Blank | undefined {
  const { t, brand, signedIn: _, ...around } = context;
  const { t: __, identitySchema, signedIn: ___, ...known } = options;
  return templates.toBlank(flow, {
    facts: { around, known },
    objects: [t, brand, identitySchema as object],
    links: [],
    challenge,
  });
}

const draw = ({ flow, context, options }: Page) =>
  renderToStaticMarkup(<FlowPage context={context} view={toFlowView(flow, options)} />);

async function toPage(
  kind: FlowKind,
  flow: KratosFlow,
  { locale = "en", created = false } = {},
): Promise<Page> {
  const t = await loadTranslator(locale);
  const context = toTestContext({
    t,
    locale,
    dir: toDirection(locale),
    language: { name: locale, returnTo: `/${kind}?flow=${flow.id}` },
  });
  const more = { t, locale, created, identitySchema: SCHEMA, isRelayed: true, returnTo: flow.return_to };
  return { flow, context, options: toFixtureOptions(kind, more) };
}

/** Drawn for one person and then another. @returns what a third one is given */
async function fillForThird(name: string, how: { locale?: string; created?: boolean } = {}) {
  const { kind, flow } = getFixture(name);
  const [first, second, third] = await Promise.all(
    ["Ada", "Bob", "Cleo"].map((person) => toPage(kind, toFlow(flow, person), how)),
  );
  if (!first || !second || !third) throw new Error("three pages");
  for (const page of [first, second]) {
    const blank = toBlank(page);
    if (blank) templates.keep(blank, draw(page));
  }
  const blank = toBlank(third);
  return { filled: blank && templates.fill(blank), drawn: draw(third), blank };
}

it.each(["en", "de", "ar", "ja", "ta"])(
  "fills in what it would draw, byte for byte, in %s",
  async (locale) => {
    for (const { name } of COMMON) {
      for (const created of [false, true]) {
        const { filled, drawn } = await fillForThird(name, { locale, created });
        expect(filled ?? drawn, name).toBe(drawn);
      }
    }
  },
);

it.each(FIRST_SIGHTS)("%s is filled in", async (name) => {
  const { filled, drawn } = await fillForThird(name);
  expect(filled).toBe(drawn);
  const own = toOwnValues("Cleo");
  expect(filled).toContain(own.csrfToken);
  expect(filled).toContain(own.id);
});

it("F21: a form filled in holds no value of whom it was drawn for", async () => {
  for (const name of FIRST_SIGHTS) {
    const { filled = "" } = await fillForThird(name);
    for (const other of ["Ada", "Bob"]) {
      for (const value of Object.values(toOwnValues(other))) expect(filled, name).not.toContain(value);
    }
  }
});

it("F21: what somebody typed, chose or was told is no template, whichever node holds it", async () => {
  for (const name of FIRST_SIGHTS) {
    const { kind, flow: recorded } = getFixture(name);
    const flow = toFlow(recorded, "Ada");
    for (const [index, node] of flow.ui.nodes.entries()) {
      if (!node || ["csrf_token", "method", "provider"].includes(node.attributes.name ?? "")) continue;
      if (/^(passkey_c|webauthn_register_t)/.test(node.attributes.name ?? "")) continue;
      const typed = { ...node, attributes: { ...node.attributes, value: "ada@example.org" } };
      const told = { ...node, messages: [{ id: 1, type: "error", text: "No such account." }] };
      for (const other of [typed, told, undefined]) {
        const nodes = flow.ui.nodes.with(index, other as typeof node | undefined);
        const changed = { ...flow, ui: { ...flow.ui, nodes } };
        expect(toBlank(await toPage(kind, changed)), `${name}: ${node.attributes.name}`).toBeUndefined();
      }
    }
  }
});

it("F21: no recorded flow that tells a person something is a template", async () => {
  for (const { kind, name, flow } of getFixtures()) {
    const parsed = toFlow(flow, "Ada");
    const says = parsed.ui.messages.length > 0 || parsed.ui.nodes.some((node) => node?.messages.length);
    const isOnePersons = parsed.identity !== undefined || parsed.refresh === true;
    if (!says && !isOnePersons) continue;
    expect(toBlank(await toPage(kind, parsed)), name).toBeUndefined();
  }
});

describe("which documents are the same", () => {
  const { flow } = getFixture("login-all-initial");
  const toLogin = (person: string, changes?: Partial<KratosFlow>) =>
    toPage("login", toFlow(flow, person, changes));

  async function keepFor(...people: string[]) {
    for (const person of people) {
      const page = await toLogin(person);
      templates.keep(toBlank(page) as Blank, draw(page));
    }
  }

  it("F21: what was drawn for one flow is nobody's until another's became the very same", async () => {
    for (const people of [["Ada"], ["Ada"]]) {
      await keepFor(...people);
      for (const person of ["Ada", "Bob"])
        expect(templates.fill(toBlank(await toLogin(person)) as Blank)).toBeUndefined();
    }
    await keepFor("Bob");
    expect(templates.fill(toBlank(await toLogin("Cleo")) as Blank)).toBe(draw(await toLogin("Cleo")));
  });

  it("F21: what another flow's document contradicts is never filled in", async () => {
    const page = await toLogin("Ada");
    templates.keep(toBlank(page) as Blank, `${draw(page)}<!-- of Ada's -->`);
    await keepFor("Bob", "Cleo", "Dan");
    for (const person of ["Ada", "Bob", "Eve"])
      expect(templates.fill(toBlank(await toLogin(person)) as Blank)).toBeUndefined();
  });

  it("F21: what a document contradicts that was drawn beside the proof is filled in no more", async () => {
    await keepFor("Ada", "Bob");
    const page = await toLogin("Cleo");
    templates.keep(toBlank(page) as Blank, `${draw(page)}<!-- of Cleo's -->`);
    await keepFor("Dan", "Eve");
    expect(templates.fill(toBlank(page) as Blank)).toBeUndefined();
  });

  it("another language, brand, schema, destination or name of the service is another document", async () => {
    await keepFor("Ada", "Bob");
    const { context, options, flow: own } = await toLogin("Cleo");
    const others: Page[] = [
      { flow: own, context: { ...context, t: await loadTranslator("fr") }, options },
      { flow: own, context: { ...context, brand: { ...context.brand } }, options },
      { flow: own, context: { ...context, productName: "Port" }, options },
      { flow: own, context, options: { ...options, identitySchema: {} } },
      { flow: own, context, options: { ...options, registrationEnabled: false } },
      { flow: { ...own, return_to: "https://other.example/" }, context, options },
    ];
    expect(templates.fill(toBlank({ flow: own, context, options }) as Blank)).toBeDefined();
    for (const other of others) expect(templates.fill(toBlank(other) as Blank)).toBeUndefined();
  });

  const toRequest = async (person: string, changes: Partial<Page> = {}): Promise<Page> => {
    const challenge = toOwnValues(person).loginChallenge;
    const return_to = `https://harbour.example/login?login_challenge=${challenge}`;
    return { ...(await toLogin(person, { return_to })), challenge, ...changes };
  };

  it("an app's requests differ by their challenge alone", async () => {
    for (const person of ["Ada", "Bob"]) {
      const page = await toRequest(person);
      templates.keep(toBlank(page) as Blank, draw(page));
    }
    const page = await toRequest("Cleo");
    const filled = templates.fill(toBlank(page) as Blank);
    expect(filled).toBe(draw(page));
    expect(filled).toContain(toOwnValues("Cleo").loginChallenge);
  });

  it("F21: what an address claims to be an app's request is no own value", async () => {
    const claimed = await toRequest("Ada", { challenge: undefined });
    const { loginChallenge, ...own } = toOwnValues("Ada");
    expect(toBlank(claimed)?.ownValues).toEqual([own.id, own.csrfToken, own.challenge]);
    expect(toBlank(claimed)?.key).toContain(loginChallenge);
  });

  it("requests that Kratos itself keeps differ by their challenge alone", async () => {
    const toNative = (person: string) =>
      toLogin(person, { oauth2_login_challenge: `${toOwnValues(person).loginChallenge}==` });
    for (const person of ["Ada", "Bob"]) {
      const page = await toNative(person);
      templates.keep(toBlank(page) as Blank, draw(page));
    }
    expect(templates.fill(toBlank(await toNative("Cleo")) as Blank)).toBe(draw(await toNative("Cleo")));
  });

  it.each([
    '"><script>',
    "a token of words",
    "short",
    "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
  ])("F21: a token of other letters, %j, is written by the page alone", async (value) => {
    const page = await toLogin("Ada");
    const nodes = page.flow.ui.nodes.map((node) =>
      node?.attributes.name === "csrf_token" ? { ...node, attributes: { ...node.attributes, value } } : node,
    );
    expect(toBlank({ ...page, flow: { ...page.flow, ui: { ...page.flow.ui, nodes } } })).toBeUndefined();
  });

  it("F21: own values of which one holds another are not told apart", async () => {
    const { flow: own, ...page } = await toLogin("Ada");
    const inside = "A".repeat(20);
    const nodes = own.ui.nodes.map((node) =>
      node?.attributes.name === "csrf_token"
        ? { ...node, attributes: { ...node.attributes, value: `${inside}BBBB` } }
        : node,
    );
    const toBlankOf = (challenge: string) => {
      return toBlank({ ...page, challenge, flow: { ...own, ui: { ...own.ui, nodes } } });
    };
    expect(toBlankOf(inside)).toBeUndefined();
    expect(toBlankOf("C".repeat(20))).toBeDefined();
  });

  const toOthers = ({ key, ownValues }: Blank): Blank => ({
    key,
    ownValues: ownValues.map((value) => `+${value}`),
  });

  it("keeps a bounded number, those that are asked for", async () => {
    await keepFor("Ada", "Bob");
    const common = toBlank(await toLogin("Cleo")) as Blank;
    const rare = Array.from({ length: 500 }, (_, index) => ({ ...common, key: `${common.key}${index}` }));
    for (const blank of rare) {
      for (const one of [blank, toOthers(blank)]) templates.keep(one, "<!doctype html>");
      expect(templates.fill(blank)).toBeDefined();
      expect(templates.fill(common)).toBeDefined();
    }
    expect(rare.filter((blank) => templates.fill(blank) !== undefined).length).toBeLessThan(64);
  });

  it("is driven out by no number of pages that are asked for once", async () => {
    await keepFor("Ada", "Bob");
    const common = toBlank(await toLogin("Cleo")) as Blank;
    for (let index = 0; index < 500; index += 1)
      templates.keep({ ...common, key: `${common.key}${index}` }, "<!doctype html>");
    expect(templates.fill(common)).toBeDefined();
  });

  it("keeps no long page", async () => {
    const blank = toBlank(await toLogin("Ada")) as Blank;
    for (const one of [blank, toOthers(blank)]) templates.keep(one, "x".repeat(64_000));
    expect(templates.fill(blank)).toBeUndefined();
    const return_to = `https://harbour.example/?${"x".repeat(64_000)}`;
    expect(toBlank(await toLogin("Ada", { return_to }))).toBeUndefined();
  });
});
