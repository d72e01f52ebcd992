import { describe, expect, it } from "vitest";
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
