import { describe, expect, it } from "vitest";
import { toAutocomplete, toFallbackLabel, toPattern } from "./field-hints";

describe("hints for fields", () => {
  it.each([
    ["traits.name.first", "given-name"],
    ["traits.last_name", "family-name"],
    ["traits.familyName", "family-name"],
    ["traits.date_of_birth", "bday"],
    ["traits.address.postal_code", "postal-code"],
    ["traits.mobile", "tel"],
    ["traits.favourite", undefined],
    ["traits.__proto__", undefined],
    ["traits.constructor", undefined],
    ["name", undefined],
  ])("%s is filled in as %s", (name, token) => {
    expect(toAutocomplete(name)).toBe(token);
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
