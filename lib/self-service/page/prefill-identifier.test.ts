import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, it } from "vitest";
import type { FlowView } from "@/lib/self-service/view";
import { setEnvironment } from "@/tests/unit/environment";

beforeAll(() => setEnvironment());

const identitySchema = {
  properties: {
    traits: {
      type: "object",
      properties: {
        contact: {
          type: "object",
          properties: {
            mail: {
              type: "string",
              format: "email",
              "ory.sh/kratos": { credentials: { password: { identifier: true } } },
            },
          },
        },
        emails: {
          type: "array",
          items: {
            type: "string",
            format: "email",
            "ory.sh/kratos": { credentials: { password: { identifier: true } } },
          },
        },
        motto: { type: "string" },
        phone: {
          type: "string",
          format: "tel",
          "ory.sh/kratos": { credentials: { code: { identifier: true } } },
        },
      },
    },
  },
};

/** What the page that a refusal leads to reads of what stood in this field. */
async function carry(name: string, isList = false): Promise<string | undefined> {
  const { keepForWays } = await import("./prefill-identifier.server");
  const { readTypedIdentifier } = await import("@/lib/limits/recipients/typed-identifier");
  const field = { kind: "field", name, value: "ada@foyer.example" };
  const view = {
    kind: "registration",
    messages: [{ id: 4000007, tone: "error", text: "taken", ways: [{}] }],
    forms: [{ nodes: [isList ? { kind: "list", name, items: [{ ...field, value: "" }, field] } : field] }],
  } as unknown as FlowView;
  const [line = ""] = await keepForWays(view, { identitySchema });
  const cookie = line.split(";", 1)[0] ?? "";
  return readTypedIdentifier(new Request("https://id.example/login", { headers: { cookie } }));
}

it.each(["identifier", "traits.email", "traits.contact.mail"])(
  "the address of %s goes along to where a refusal leads",
  async (name) => expect(await carry(name)).toBe("ada@foyer.example"),
);

it("the first address of a list goes along, too", async () =>
  expect(await carry("traits.emails", true)).toBe("ada@foyer.example"));

it("what is no address to sign in with does not", async () => {
  expect(await carry("traits.motto")).toBeUndefined();
});

const ADDRESS = "ada@foyer.example";

it.each([
  ["an address", ADDRESS, [ADDRESS, "", "", "", ADDRESS]],
  ["a phone number", "+43 1 234", ["", "", "", "+43 1 234", ""]],
  ["a user name", "ada", ["", "", "", "", ""]],
])("%s that was typed stands in the schema's own fields that are for such", async (_, typed, values) => {
  const { withTypedIdentifier } = await import("./prefill-identifier.server");
  const { keepTypedIdentifier } = await import("@/lib/limits/recipients/typed-identifier");
  const [line = ""] = await keepTypedIdentifier(typed);
  const headers = { cookie: line.split(";", 1)[0] ?? "" };
  const request = new Request("https://id.example/registration", { headers });
  const toField = (name: string, type: string) => ({ kind: "field", name, type, value: "" });
  const fields = [
    ["contact.mail", "email"],
    ["backup", "email"],
    ["motto", "text"],
    ["phone", "tel"],
  ] as const;
  const nodes = [
    ...fields.map(([name, type]) => toField(`traits.${name}`, type)),
    { kind: "list", name: "traits.emails", items: [toField("traits.emails", "email")] },
  ];
  const view = { kind: "registration", flowId: "f", forms: [{ nodes }] } as unknown as FlowView;
  const filled = await withTypedIdentifier({ request }, view, { identitySchema });
  expect(
    filled.forms.flatMap(({ nodes }) =>
      nodes.map((node) => (node.kind === "list" ? node.items[0]?.value : "value" in node && node.value)),
    ),
  ).toEqual(values);
});

/** The links of the page that waits for the code of a registration, for somebody with this address. */
async function linksBeside(address: object): Promise<string[]> {
  const identity = { id: "i", traits: {}, verifiable_addresses: [{ verified: false, ...address }] };
  const session = { id: "s", active: true, identity, authentication_methods: [] };
  const server = createServer((_request, response) => void response.end(JSON.stringify(session)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  setEnvironment({ KRATOS_PUBLIC_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const { withOwnIdentifier } = await import("./prefill-identifier.server");
  const links = [{ testId: "send-again-link" }, { testId: "back-link" }];
  const view = { kind: "verification", forms: [{ nodes: [] }], links } as unknown as FlowView;
  const caller = { hasSession: true, kratosCookie: "ory_kratos_session=s", headers: {} };
  const page = { caller } as Parameters<typeof withOwnIdentifier>[0];
  const shown = await withOwnIdentifier(page, { ui: { messages: [], nodes: [] } }, view);
  server.closeAllConnections();
  server.close();
  return shown.links.flatMap(({ testId }) => testId ?? []);
}

it("a code that went to a telephone is sent again by no page for e-mail addresses", async () => {
  expect(await linksBeside({ value: "+43 1 234", via: "sms" })).toEqual(["back-link"]);
  expect(await linksBeside({ value: ADDRESS, via: "email" })).toEqual(["send-again-link", "back-link"]);
});
