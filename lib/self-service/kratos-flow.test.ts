import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getFixtures } from "@/tests/fixtures/fixtures";
import { parseFlow } from "./kratos-flow";

describe("a flow of Kratos", () => {
  it("is read whatever it is: nothing that is sent throws its page away (F16)", () => {
    fc.assert(fc.property(fc.anything(), (sent) => Array.isArray(parseFlow(sent).ui.nodes)));
    fc.assert(
      fc.property(fc.record({ ui: fc.anything(), identity: fc.anything() }), (sent) =>
        Array.isArray(parseFlow(sent).ui.messages),
      ),
    );
  });

  it("lacks what has another shape than Kratos', and keeps the rest beside it", () => {
    const attributes = { name: "code", type: 5, required: "true", maxlength: "6", value: { a: [1] } };
    const node = { type: "input", group: "code", attributes, messages: "none", meta: { label: { id: "7" } } };
    const { id, ui } = parseFlow({ id: ["x"], ui: { nodes: [node, null, 7], messages: [null, { id: 1 }] } });
    expect(id).toBeUndefined();
    expect(ui.nodes).toEqual([
      {
        type: "input",
        group: "code",
        attributes: { name: "code", value: { a: [1] } },
        messages: [],
        meta: { label: { type: "info" } },
      },
      undefined,
      undefined,
    ]);
    expect(ui.messages).toEqual([{ id: 1, type: "info" }]);
  });

  it("tells all nodes, messages and traits that are on record as they were sent", () => {
    for (const { name, flow } of getFixtures()) {
      const sent = JSON.parse(JSON.stringify(flow));
      const { ui, identity } = parseFlow(flow);
      expect(
        ui.nodes.map((node) => node?.attributes.name ?? node?.attributes.id),
        name,
      ).toEqual(
        sent.ui.nodes.map(
          ({ attributes }: { attributes: Record<string, string> }) => attributes.name ?? attributes.id,
        ),
      );
      expect(ui.messages, name).toEqual(sent.ui.messages ?? []);
      expect(identity, name).toEqual(sent.identity);
    }
  });

  it("changes no prototype, whatever a trait or an attribute is called (V2)", () => {
    const sent = JSON.parse(
      '{"__proto__":{"id":"p"},"identity":{"id":"i","traits":{"__proto__":{"x":1}}},"ui":{"__proto__":{}}}',
    );
    const flow = parseFlow(sent);
    expect(flow.id).toBeUndefined();
    expect(JSON.stringify(flow.identity?.traits)).toBe('{"__proto__":{"x":1}}');
    expect(Reflect.get({}, "x")).toBeUndefined();
  });
});
