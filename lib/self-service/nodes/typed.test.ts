import { expect, it } from "vitest";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { DRAWN_FIELD } from "@/lib/self-service/traits/drawn";
import type { FlowView } from "@/lib/self-service/view";
import { toFixtureOptions } from "@/tests/fixtures/fixtures";
import { withTypedForm } from "./typed";

const ACTION = "http://localhost:4400/self-service/settings?flow=f";

const node = (name: string, attributes: object) => ({
  type: "input",
  group: "profile",
  attributes: { name, type: "text", node_type: "input", ...attributes },
  messages: [],
  meta: {},
});

/** A profile that has just been begun. */
function toProfile(id: string, nick: string): FlowView {
  const nodes = [node("traits.nick", { value: nick }), node("method", { type: "submit", value: "profile" })];
  const identity = { id, traits: { nick } };
  const ui = { action: ACTION, method: "POST", nodes };
  const flow = parseFlow({ id: "f", state: "show_form", identity, ui });
  return toFlowView(flow, toFixtureOptions("settings", { isRelayed: true }));
}

function readValue(view: FlowView, name: string): string | undefined {
  const nodes = view.forms.flatMap((form) => form.nodes);
  const found = nodes.find((one) => "name" in one && one.name === name);
  return found && "value" in found ? found.value : undefined;
}

function type(before: FlowView, nick: string): URLSearchParams {
  return new URLSearchParams({ "traits.nick": nick, [DRAWN_FIELD]: readValue(before, DRAWN_FIELD) ?? "" });
}

it("what was typed into an account's late form stands in the one in its place, with its note", () => {
  const before = toProfile("ada", "Ada");
  const view = withTypedForm(toProfile("ada", "Lovelace"), type(before, "Countess"));
  expect(readValue(view, "traits.nick")).toBe("Countess");
  expect(readValue(view, DRAWN_FIELD)).toBe(readValue(before, DRAWN_FIELD));
});

it("F14: what one person typed stands in the profile of no other who is signed in by then", () => {
  const view = toProfile("bob", "Bob");
  expect(withTypedForm(view, type(toProfile("ada", "Ada"), "Countess"))).toBe(view);
});
