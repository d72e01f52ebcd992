import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";

const OPTIONS = toFixtureOptions("registration");
const ACTION = `${OPTIONS.kratosBrowserUrl}/self-service/registration?flow=f`;
const field = (name: string, messages: object[] = []) => ({
  type: "input",
  group: "profile",
  attributes: { node_type: "input", name, type: "text" },
  messages,
  meta: { label: { id: 1070002, text: name, type: "info", context: { title: name } } },
});
const refuse = (text: string) => ({ id: 4000001, type: "error", text });
const view = (nodes: object[]) =>
  toFlowView(parseFlow({ id: "f", ui: { action: ACTION, method: "POST", nodes, messages: [] } }), OPTIONS);
const errors = (nodes: object[]) =>
  view(nodes).errors.map(({ name, message: { id, text } }) => [name, id, text]);

it("a trait that another one demands is missing at its own field", () => {
  const said = refuse('property "cvc" is required, if "card" property exists');
  const fields = ["traits.email", "traits.card", "traits.cvc"].map((name) => field(name));
  expect(errors([...fields, field("traits", [said])])).toEqual([
    ["traits.cvc", 4000002, "Property cvc is missing."],
  ]);
  const drawn = view([...fields, field("traits", [said])]).forms.flatMap(({ nodes }) => nodes);
  expect(drawn.map((node) => "name" in node && node.name)).not.toContain("traits");
});

it("what no field is of, or somebody's value only looks like, stays where and as it was sent", () => {
  const other = refuse('property "iban" is required, if "card" property exists');
  const typed = refuse('x property "card" is required, if "card" property exists');
  const fields = [field("traits.email"), field("traits.card", [typed])];
  expect(errors([...fields, field("traits", [other])]).map(([, id, text]) => [id, text])).toEqual([
    [4000001, typed.text],
    [4000001, other.text],
  ]);
});
