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
        motto: { type: "string" },
      },
    },
  },
};

/** What the page that a refusal leads to reads of what stood in this field. */
async function carry(name: string): Promise<string | undefined> {
  const { keepForWays } = await import("./prefill-identifier.server");
  const { readTypedIdentifier } = await import("@/lib/limits/recipients/typed-identifier");
  const view = {
    kind: "registration",
    messages: [{ id: 4000007, tone: "error", text: "taken", ways: [{}] }],
    forms: [{ nodes: [{ kind: "field", name, value: "ada@foyer.example" }] }],
  } as unknown as FlowView;
  const [line = ""] = await keepForWays(view, { identitySchema });
  const cookie = line.split(";", 1)[0] ?? "";
  return readTypedIdentifier(new Request("https://id.example/login", { headers: { cookie } }));
}

it.each(["identifier", "traits.email", "traits.contact.mail"])(
  "the address of %s goes along to where a refusal leads",
  async (name) => expect(await carry(name)).toBe("ada@foyer.example"),
);

it("what is no address to sign in with does not", async () => {
  expect(await carry("traits.motto")).toBeUndefined();
});
