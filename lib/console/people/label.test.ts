import { expect, it } from "vitest";
import { toPersonLabel } from "./label";

it.each([
  [{ id: "1", verifiable_addresses: [{ value: "a@b.example" }] }, "a@b.example"],
  [{ id: "1", traits: { email: "t@b.example" } }, "t@b.example"],
  [
    {
      traits: { phone: "+4915112345003", mails: ["First@b.example", "second@b.example"] },
      verifiable_addresses: [
        { value: "+4915112345003" },
        { value: "second@b.example" },
        { value: "first@b.example" },
      ],
    },
    "first@b.example",
  ],
  [
    { traits: { phone: "0151 2" }, verifiable_addresses: [{ value: "+49152" }, { value: "+49151" }] },
    "+49151",
  ],
  [{ id: "1", traits: { nick: "x", work: "w@b.example" } }, "w@b.example"],
  [{ id: "1", traits: { name: { first: "Ada", last: "L" } } }, "Ada L"],
  [{ id: "1", traits: { name: "Ada" } }, "Ada"],
  [{ id: "1", traits: null }, "1"],
  [{ id: "1", traits: { a: 7 } }, "1"],
  [undefined, ""],
])("%j is called %j", (identity, label) => expect(toPersonLabel(identity)).toBe(label));

it("C28: whoever is called by what draws nothing, or turns a sentence, is seen to be", () => {
  const label = (email: string) => toPersonLabel({ traits: { email } });
  expect(label("ada\u200b@x.example")).toBe("ada\\u200b@x.example");
  expect(label("ada\u202e.nobody\nCarry on")).toBe("ada\\u202e.nobody\\u000aCarry on");
  expect(label("سارة 👩\u200d🚒")).toBe("سارة 👩\u200d🚒");
});
