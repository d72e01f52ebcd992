import { describe, expect, it } from "vitest";
import { read } from "@/lib/json";
import { parseFlow } from "@/lib/self-service/kratos-flow";
import { toFlowView } from "@/lib/self-service/to-flow-view";
import { getFixture, toFixtureOptions } from "@/tests/fixtures/fixtures";
import { isOfSomebodyElse, toAutocomplete, toFallbackLabel, toPattern } from "./field-hints";

describe("hints for fields", () => {
  it.each([
    ["traits.name.first", "given-name"],
    ["traits.last_name", "family-name"],
    ["traits.familyName", "family-name"],
    ["traits.date_of_birth", "bday"],
    ["traits.address.postal_code", "postal-code"],
    ["traits.mobile", "tel"],
    ["traits.company.name", "organization"],
    ["traits.company.contact.name", "name"],
    ["traits.favourite", undefined],
    ["traits.__proto__", undefined],
    ["traits.constructor", undefined],
    ["name", undefined],
  ])("%s is filled in as %s", (name, token) => {
    expect(toAutocomplete(name)).toBe(token);
  });

  it.each([
    ["traits.job.manager.email", true],
    ["traits.managerEmail", true],
    ["traits.emergency_contact.phone", true],
    ["traits.parents.0.name", true],
    ["traits.contact.email", false],
    ["traits.email", false],
    ["traits.apparent", false],
    ["manager", false],
  ])("%s is somebody else's: %s", (name, isOthers) => {
    expect(isOfSomebodyElse(name)).toBe(isOthers);
  });

  it("a pattern that browsers cannot compile is left out", () => {
    expect(toPattern("^[0-9]{5}$")).toBe("^[0-9]{5}$");
    expect(toPattern("^[a-z][a-z0-9_-]{1,29}$")).toBeUndefined();
    expect(toPattern("(")).toBeUndefined();
    expect(toPattern(undefined)).toBeUndefined();
  });

  it("a field without a label gets one from its name", () => {
    expect(toFallbackLabel("traits.favouriteColour")).toBe("Favourite colour");
    expect(toFallbackLabel("traits.shoe_size")).toBe("Shoe size");
    expect(toFallbackLabel("...")).toBe("...");
  });
});

it("lets browsers fill in nothing of somebody else, whatever Kratos says of it", () => {
  const toField = (name: string) => ({
    type: "input",
    group: "default",
    attributes: { name, type: "email", autocomplete: "email", node_type: "input" },
    messages: [],
    meta: {},
  });
  const { flow, kind } = getFixture("registration-all-initial");
  const nodes = ["traits.email", "traits.job.manager.email", "traits.parent_email"].map(toField);
  const ui = { ...Object(read(flow, "ui")), nodes };
  const identifier = {
    type: "string",
    "ory.sh/kratos": { credentials: { password: { identifier: true } } },
  };
  const properties = { traits: { type: "object", properties: { parent_email: identifier } } };
  const options = toFixtureOptions(kind, { identitySchema: { properties } });
  const [form] = toFlowView(parseFlow({ ...flow, ui }), options).forms;
  const fields = form?.nodes.flatMap((node) =>
    node.kind === "field" ? [[node.name, node.autocomplete]] : [],
  );
  expect(Object.fromEntries(fields ?? [])).toEqual({
    "traits.email": "email",
    "traits.job.manager.email": "off",
    // An account is signed in to by it.
    "traits.parent_email": "email",
  });
});
