import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { toAsciiDigits } from "@/lib/i18n/digits";
import { withAsciiCodes } from "./code-fields";

const FORM = "application/x-www-form-urlencoded; charset=UTF-8";
const send = (body: string, type = FORM) =>
  Buffer.from(withAsciiCodes(new Uint8Array(Buffer.from(body)), type)).toString();
const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

test.each(["١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६", "১২৩৪৫৬", "１２３４５６", "๑๒๓๔๕๖", "𝟙𝟚𝟛𝟜𝟝𝟞", "123٤٥٦"])(
  "the digits %s are 123456",
  (typed) => expect(toAsciiDigits(typed)).toBe("123456"),
);

test("what is no digit stays as it is", () => {
  expect(toAsciiDigits("²½Ⅷ四 a-b ٪")).toBe("²½Ⅷ四 a-b ٪");
});

describe("a relayed form", () => {
  it.each([
    ["code", "123ab"],
    ["totp_code", "123ab"],
    ["lookup_secret", "12%203ab"],
  ])("has the digits of %s as Kratos takes them", (name, taken) => {
    expect(send(encode({ method: name, [name]: "١٢ ٣ab", csrf_token: "a+b/c==" }))).toBe(
      `method=${name}&${name}=${taken}&csrf_token=a%2Bb%2Fc%3D%3D`,
    );
    expect(send(`${name}=١٢٣`)).toBe(`${name}=123`);
  });

  it("has a backup code without the spaces that a copy, or a phone's keyboard, put around it", () => {
    expect(send("lookup_secret=%20ab12cd34+&method=lookup_secret")).toBe(
      "lookup_secret=ab12cd34&method=lookup_secret",
    );
    expect(send("password=%20a+")).toBe("password=%20a+");
  });

  it("D1: is refused for its fields' number before any of them is looked at", () => {
    expect(() => send("code=1&".repeat(1000))).toThrow("413 too-large");
    expect(send("code=1&".repeat(999))).toHaveLength("code=1&".length * 999);
  });

  it("keeps a password's digits, whatever their script", () => {
    const body = encode({ password: "١٢٣", identifier: "١@example.org", "traits.code": "١" });
    expect(send(body)).toBe(body);
  });

  it("is the same bytes where nothing is to be put otherwise, and so is every other body", () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((given) => new Uint8Array(given));
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom(FORM, "application/json", "multipart/form-data", null),
        (body, type) => {
          const text = Buffer.from(body).toString("latin1");
          if (/(^|&)(code|totp_code|lookup_secret)=/.test(text)) return;
          expect(withAsciiCodes(body, type)).toBe(body);
        },
      ),
    );
    for (const body of ["code=123456&x=%zz", "code", "code=%zz%d9", "=code", "&&code=1=2"])
      expect(send(body)).toBe(body);
    const json = JSON.stringify({ code: "١" });
    expect(send(json, "application/json")).toBe(json);
  });
});
