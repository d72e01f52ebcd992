import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { DRAWN_FIELD } from "./drawn";

const ACTION = "http://localhost:4400/self-service/settings?flow=f";
const REFUSAL = { id: 4000001, text: "No.", type: "error" };
const CODES = { id: 1050010, text: "Codes", type: "info" };

const node = (name: string, attributes: object, rest: object = {}) => ({
  type: "input",
  group: "profile",
  attributes: { name, type: "text", node_type: "input", ...attributes },
  messages: [],
  meta: {},
  ...rest,
});

const save = node("method", { type: "submit", value: "profile" });

/** What the form notes of a trait that is "now" in the account, and stands in it as "shown". */
function toNoted(state: string, rest: object, ...others: object[]): unknown {
  return toNote(state, node("traits.about", { value: "shown" }, rest), save, ...others)[0]?.was;
}

function toNote(state: string, ...nodes: object[]): { was?: string[] }[] {
  const identity = { traits: { about: "now" } };
  const flow = parseFlow({ id: "f", state, identity, ui: { action: ACTION, method: "POST", nodes } });
  const notes = toFlowView(flow, toFixtureOptions("settings", { isRelayed: true })).forms.flatMap((form) =>
    form.nodes.flatMap((one) => (one.kind === "hidden" && one.name === DRAWN_FIELD ? [one.value] : [])),
  );
  return JSON.parse(notes[0] ?? "").traits;
}

it("V5: a form notes what it shows of an account that another tab changed since", () => {
  expect(toNoted("show_form", {})).toEqual(["shown"]);
});

it("V5: it notes what the account has once its fields may show what was typed", () => {
  expect(toNoted("success", {})).toEqual(["now"]);
  expect(toNoted("show_form", { messages: [REFUSAL] })).toEqual(["now"]);
  expect(toNoted("show_form", {}, node("codes", {}, { meta: { label: CODES } }))).toEqual(["now"]);
});

it("D1: a form that says much says it once, and notes what is short all the same", () => {
  const [long, short] = ["ж".repeat(2001), "ж".repeat(2000)];
  const note = toNote(
    "show_form",
    node("traits.about", { value: long }),
    node("traits.story", { value: short }),
    node("traits.nick", { value: "a" }),
    save,
  );
  expect(note.map(({ was }) => was)).toEqual([undefined, [short], undefined]);
});
