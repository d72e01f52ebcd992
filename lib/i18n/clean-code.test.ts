import { expect, test } from "vitest";
import { cleanCode, toPastedCode } from "./clean-code";

test.each([
  "123456",
  " 123 456\n",
  "123-456",
  "123–456",
  "12\u00a034\u200b56",
  "\u2068123456\u2069",
  "\u200f123\u200e456",
  "١٢٣ ٤٥٦",
  "۱۲۳۴۵۶",
])("a code written as %j is the code", (pasted) => expect(cleanCode(pasted)).toBe("123456"));

test.each([
  "Your code is 123456. It expires in 15 minutes.",
  "Your code is 123 456",
  "123456 is your code, sent on 2026-11-30 at 09:30 to +49 170 1234567",
  "Login code: 123456\n\n@foyer.example #123456",
  "رمزك هو ١٢٣٤٥٦",
  "123456\n15 minutes",
  "123-456",
])("a whole message that is pasted, %j, is its code", (pasted) => {
  expect(toPastedCode(pasted)).toBe("123456");
});

test.each([
  ["12 34", "1234"],
  ["123456 or 654321", "123456or654321"],
  ["1234567", "1234567"],
])("what is pasted as %j is left to its person", (pasted, code) => {
  expect(toPastedCode(pasted)).toBe(code);
});
