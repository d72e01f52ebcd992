import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { read, readList, readString } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { getFixtures, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { toFlowView } from "./to-flow-view";
import type { FlowKind } from "./view";

const ACTION = "http://localhost:4400/self-service/login?flow=x";
const kinds = fc.constantFrom<FlowKind>("login", "registration", "recovery", "verification", "settings");
const words = fc.constantFrom(
  "identifier",
  "traits.__proto__.x",
  "__proto__",
  "constructor",
  "traits.email",
  "csrf_token",
  "password",
  "method",
  "screen",
  "resend",
);

const message = fc.record(
  {
    id: fc.oneof(fc.integer(), fc.constantFrom(1070008, 1040003, 1010016, 4000032)),
    text: fc.string(),
    type: fc.string(),
    context: fc.oneof(fc.object(), fc.anything()),
  },
  { requiredKeys: [] },
);

const attributes = fc.record(
  {
    name: fc.oneof(words, fc.string(), fc.anything()),
    id: fc.oneof(words, fc.string()),
    type: fc.constantFrom(
      "text",
      "hidden",
      "submit",
      "button",
      "checkbox",
      "password",
      "number",
      "email",
      "radio",
      "file",
      "",
    ),
    value: fc.anything(),
    required: fc.oneof(fc.boolean(), fc.anything()),
    disabled: fc.anything(),
    autocomplete: fc.anything(),
    pattern: fc.string(),
    maxlength: fc.anything(),
    options: fc.anything(),
    onclickTrigger: fc.oneof(fc.constantFrom("oryPasskeyLogin", "alert"), fc.anything()),
    onloadTrigger: fc.oneof(fc.constantFrom("oryPasskeyLoginAutocompleteInit"), fc.anything()),
    src: fc.oneof(fc.webUrl(), fc.string()),
    href: fc.oneof(fc.webUrl(), fc.constant("javascript:alert(1)"), fc.string()),
    text: fc.oneof(message, fc.anything()),
    title: fc.oneof(message, fc.anything()),
    data: fc.anything(),
  },
  { requiredKeys: [] },
);

const inventedNode = fc.record(
  {
    type: fc.oneof(fc.constantFrom("input", "img", "a", "text", "script", "div"), fc.string()),
    group: fc.oneof(
      fc.constantFrom("default", "password", "code", "oidc", "passkey", "webauthn", "captcha"),
      words,
      fc.string(),
    ),
    attributes: fc.oneof({ weight: 5, arbitrary: attributes }, { weight: 1, arbitrary: fc.anything() }),
    messages: fc.oneof(fc.array(message), fc.anything()),
    meta: fc.oneof(fc.record({ label: message }), fc.anything()),
  },
  { requiredKeys: [] },
);

/** Settings leave out a section of which nothing is seen: there is nothing to send. */
function mayBeLeftOut(kind: FlowKind, node: unknown): boolean {
  return kind === "settings" && read(read(node, "attributes"), "type") === "hidden";
}

/** Named inputs that a person or the browser must send; a button sends nothing by itself. */
function toRequiredNames(kind: FlowKind, flow: unknown): string[] {
  return readList(read(flow, "ui"), "nodes").flatMap((node) => {
    if (mayBeLeftOut(kind, node)) return [];
    const attributes = read(node, "attributes");
    const isInput = read(node, "type") === "input" && read(attributes, "type") !== "button";
    const name = readString(attributes, "name");
    return isInput && name && read(attributes, "required") === true ? [name] : [];
  });
}

function toPlacedNames(view: ReturnType<typeof toFlowView>): string[] {
  return view.forms.flatMap((form) => form.nodes.flatMap((node) => ("name" in node ? [node.name] : [])));
}

describe("a flow of any shape (F16)", () => {
  it("never makes the view throw", () => {
    fc.assert(
      fc.property(kinds, fc.oneof(fc.anything(), fc.object()), (kind, flow) => {
        toFlowView(parseFlow(Object(flow)), toFixtureOptions(kind));
      }),
    );
  });

  it("keeps every required input, whatever stands around it", () => {
    fc.assert(
      fc.property(kinds, fc.array(inventedNode, { maxLength: 12 }), (kind, nodes) => {
        const flow = { id: "x", ui: { action: ACTION, method: "POST", nodes } };
        const placed = toPlacedNames(toFlowView(parseFlow(flow), toFixtureOptions(kind)));
        for (const name of toRequiredNames(kind, flow)) expect(placed).toContain(name);
      }),
      { numRuns: 500 },
    );
  });

  it("shows or reports a node of any kind: nothing disappears silently", () => {
    fc.assert(
      fc.property(kinds, inventedNode, (kind, node) => {
        fc.pre(!mayBeLeftOut(kind, node));
        const view = toFlowView(
          parseFlow({ id: "x", ui: { action: ACTION, nodes: [node] } }),
          toFixtureOptions(kind),
        );
        const drawn = view.forms.flatMap((form) => form.nodes);
        // Of a node that Kratos sends for its messages alone these are what is shown.
        const shown = [...drawn, ...view.messages, ...view.errors, ...view.unknown];
        expect(shown.length).toBeGreaterThan(0);
      }),
      {
        examples: [
          ["login", { type: "input", attributes: { name: " ", type: "text" }, messages: [{ text: " " }] }],
        ],
      },
    );
  });

  it("never lets an address other than http(s) or a path through (F3)", () => {
    fc.assert(
      fc.property(fc.array(inventedNode), (nodes) => {
        const view = toFlowView(parseFlow({ ui: { action: ACTION, nodes } }), toFixtureOptions("login"));
        for (const node of view.forms.flatMap((form) => form.nodes)) {
          if (node.kind === "link" && node.href) expect(node.href).toMatch(/^(https?:\/\/|\/(?![/\\]))/);
        }
        expect(view.scripts).toEqual([]);
      }),
    );
  });

  it("survives every single change to a recorded flow", () => {
    const fixtures = getFixtures();
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.nat(), fc.anything(), ({ kind, flow }, seed, value) => {
        const mutated = mutate(structuredClone(flow), seed, value);
        const view = toFlowView(parseFlow(mutated), toFixtureOptions(kind));
        const posts = view.forms.some((form) => form.action.includes("/self-service/"));
        if (!posts) return;
        const placed = toPlacedNames(view);
        for (const name of toRequiredNames(kind, mutated)) expect(placed).toContain(name);
      }),
      { numRuns: 400 },
    );
  });

  it("leaves no mark on prototypes (V2)", () => {
    const nodes = [
      {
        type: "input",
        group: "__proto__",
        attributes: { name: "traits.__proto__.polluted", type: "text", value: "x" },
      },
      {
        type: "div",
        group: "default",
        attributes: JSON.parse('{"id":"d","data":{"__proto__":"x","site-key":"k"}}'),
      },
    ];
    const view = toFlowView(parseFlow({ ui: { action: ACTION, nodes } }), toFixtureOptions("registration"));
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(toPlacedNames(view)).toContain("traits.__proto__.polluted");
  });
});

/** Replaces one value somewhere inside, chosen by the seed. */
function mutate(flow: Record<string, unknown>, seed: number, value: unknown): Record<string, unknown> {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, child] of Object.entries(holder)) {
      places.push({ holder, key });
      if (typeof child === "object" && child !== null) visit(Object(child));
    }
  };
  visit(flow);
  const place = places[seed % places.length];
  if (place) place.holder[place.key] = value;
  return flow;
}
