import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { findRisks } from "@/lib/console/clients/risks";
import { toSnippets } from "@/lib/console/clients/snippets";
import { toClientDetails, toClientRow } from "@/lib/console/clients/view";
import { NO_PROBLEMS } from "@/lib/console/forms/form";
import { toIssuer } from "@/lib/console/issuers/view";
import { toKeys } from "@/lib/console/keys/view";
import { toMessageRow } from "@/lib/console/messages/view";
import { toSchema } from "@/lib/console/schemas/view";
import { toTraitTree } from "@/lib/console/traits/trait-tree";
import { findTurningSigns } from "@/tests/unit/turning-signs";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { ClientPage } from "./client-page";
import { ClientsPage } from "./clients-page";
import { HomePage } from "./home-page";
import { IssuerPage } from "./issuer-page";
import { IssuersPage } from "./issuers-page";
import { KeyPage } from "./key-page";
import { KeySetPage } from "./key-set-page";
import { KeySetsPage } from "./key-sets-page";
import { NewIdentityForm } from "./new-identity-form";
import { SchemaPage } from "./schema-page";
import { ServerPage } from "./server-page";

const HOSTILE = `"><img src=x onerror=alert(1)>\u202e`;
const FORM = { action: "/console/x", hidden: { operation: "client.edit" } };
const CLIENT = {
  client_id: HOSTILE,
  client_name: HOSTILE,
  owner: HOSTILE,
  redirect_uris: [HOSTILE, "javascript:alert(1)"],
  post_logout_redirect_uris: ["javascript:alert(1)"],
  client_uri: "javascript:alert(1)",
  logo_uri: "javascript:alert(1)",
  grant_types: [HOSTILE, "authorization_code"],
  scope: HOSTILE,
  audience: [HOSTILE],
};
const client = toClientDetails(CLIENT);
const [key] = toKeys({ keys: [{ kid: HOSTILE, kty: HOSTILE, alg: HOSTILE, use: HOSTILE }] });
const issuer = toIssuer({
  id: "i",
  issuer: HOSTILE,
  subject: HOSTILE,
  scope: [HOSTILE],
  public_key: { kid: HOSTILE },
});
const schema = toSchema(HOSTILE, {
  title: HOSTILE,
  properties: { traits: { properties: { [HOSTILE]: { type: HOSTILE, title: HOSTILE } } } },
});
if (!key) throw new Error("There is no key.");

const FINDING = { severity: "error" as const, setting: HOSTILE, found: HOSTILE, change: HOSTILE };
const SERVER = { name: "Kratos", isReady: true, version: HOSTILE, knowledge: HOSTILE };

const common = { problems: NO_PROBLEMS, acts: [] };
const PAGES = {
  apps: (
    <ClientsPage
      context={CONSOLE_CHROME}
      view={{ rows: [toClientRow(CLIENT)], name: HOSTILE, owner: HOSTILE, mayCreate: true, pager: {} }}
    />
  ),
  "an app": (
    <ClientPage
      context={CONSOLE_CHROME}
      view={{
        ...common,
        client,
        risks: findRisks(client.raw),
        snippets: toSnippets(client, "https://hydra.example"),
        forms: { seen: HOSTILE, seenSecret: HOSTILE, edit: FORM },
      }}
    />
  ),
  "a key": <KeyPage context={CONSOLE_CHROME} set={HOSTILE} view={key} />,
  "a key set": (
    <KeySetPage
      context={CONSOLE_CHROME}
      view={{
        ...common,
        set: HOSTILE,
        rows: [{ ...key, isSigning: false }],
        seen: HOSTILE,
        forms: { create: FORM, replaceSet: FORM, delete: FORM },
      }}
    />
  ),
  issuers: (
    <IssuersPage
      context={CONSOLE_CHROME}
      view={{ ...common, rows: [{ ...issuer, isExpired: true }], issuer: HOSTILE, form: FORM, pager: {} }}
    />
  ),
  "an issuer": (
    <IssuerPage
      context={CONSOLE_CHROME}
      view={{ ...common, issuer, isExpired: false, json: { issuer: HOSTILE } }}
    />
  ),
  "a schema": <SchemaPage context={CONSOLE_CHROME} schema={schema} json={{ title: HOSTILE }} />,
  "a new account": (
    <NewIdentityForm
      context={CONSOLE_CHROME}
      view={{
        schema,
        sample: { [HOSTILE]: HOSTILE },
        byFields: {
          form: FORM,
          nodes: toTraitTree({
            properties: {
              traits: {
                properties: {
                  [HOSTILE]: { type: "string", title: HOSTILE, enum: [HOSTILE], default: HOSTILE },
                },
              },
            },
          }),
        },
        asJson: FORM,
        problems: NO_PROBLEMS,
      }}
    />
  ),
  home: (
    <HomePage
      context={CONSOLE_CHROME}
      view={{
        servers: [SERVER],
        storeKind: "memory",
        mail: "unknown",
        waitingMail: [toMessageRow({ id: "m", recipient: HOSTILE })],
        apps: {
          shown: [{ id: HOSTILE, name: HOSTILE, risk: HOSTILE }],
          count: 1,
          looked: 1,
          hasMore: false,
        },
        findings: [FINDING],
      }}
    />
  ),
  "the server": (
    <ServerPage
      context={CONSOLE_CHROME}
      view={{
        servers: [SERVER],
        findings: [FINDING],
        process: { node: HOSTILE, startedAt: HOSTILE, memoryMB: 1, hasRedis: false, limits: [] },
      }}
    />
  ),
};

it.each(Object.entries(PAGES))("C28: what apps and servers say stays text on the page of %s", (_, page) => {
  const html = renderToStaticMarkup(page);
  expect(findTurningSigns(html)).toEqual([]);
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(html).not.toContain("<img");
  expect(html).not.toMatch(/(href|src|action)="javascript:/);
});

it.each([
  [["Kratos"], "The doctor itself also looks from outside."],
  [["Kratos", "Hydra"], "The doctor itself also tries a sign-in at Hydra and looks from outside."],
])("of Hydra the server's page speaks where there is one: %j", (names, said) => {
  const process = { node: "v22", startedAt: "", memoryMB: 1, hasRedis: false, limits: [] };
  const servers = names.map((name) => ({ name, isReady: true }));
  const html = renderToStaticMarkup(
    <ServerPage context={CONSOLE_CHROME} view={{ servers, findings: [], process }} />,
  );
  expect(html.replaceAll(/\s+/g, " ")).toContain(said);
});

it("C8: who may change nothing gets no form", () => {
  const html = renderToStaticMarkup(
    <ClientPage
      context={CONSOLE_CHROME}
      view={{ ...common, client, risks: [], snippets: [], forms: { seen: "x", seenSecret: "x" } }}
    />,
  );
  expect(html).not.toContain('method="post"');
});

it("the list of key sets names the algorithm of the key that signs, as the set's page does", () => {
  const newest = { kid: "n", kty: "RSA", alg: "RS512", use: "sig" };
  const keys = toKeys({ keys: [newest, { kid: "s", kty: "EC", alg: "ES256", use: "sig", d: "x" }] });
  const html = renderToStaticMarkup(
    <KeySetsPage context={CONSOLE_CHROME} view={{ sets: [{ set: "own", label: "Own", text: "x", keys }] }} />,
  );
  expect(html).toContain("ES256");
  expect(html).not.toContain("RS512");
});

it("the home page says that mail waits, and where it stands", () => {
  const view = { servers: [], storeKind: "redis", mail: [], findings: [] } as const;
  const draw = (ids: readonly string[]) => {
    const waitingMail = ids.map((id) => toMessageRow({ id, recipient: "ada@foyer.example" }));
    return renderToStaticMarkup(<HomePage context={CONSOLE_CHROME} view={{ ...view, waitingMail }} />);
  };
  expect(draw(["m1"])).toMatch(/Mail that waits for long.*messages\/m1.*messages\?status=queued/s);
  expect(draw([])).not.toContain("waits for long");
});
