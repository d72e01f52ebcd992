import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Name, Sentence } from "./name";

test.each(["alice@foyer.example", "al****@foyer.example", "+49 *** *** 42", "030 123456"])(
  "%s runs from left to right on every page",
  (address) => {
    const html = renderToStaticMarkup(<Name>{address}</Name>);
    expect(html).toContain('<bdi dir="ltr">');
    expect(html.replaceAll(/<[^>]+>/g, "")).toBe(address);
  },
);

test.each(["Ada Lovelace", "ליאור", "متجر 24", "Meet @ home"])("%s runs as its letters do", (name) => {
  expect(renderToStaticMarkup(<Name>{name}</Name>)).toMatch(/^<bdi>/);
});

test("an address is broken after its @ before it is broken elsewhere", () => {
  expect(renderToStaticMarkup(<Name>alice@foyer.example</Name>)).toBe(
    '<bdi dir="ltr">alice@<wbr/>foyer.example</bdi>',
  );
});

test("so is an address in the middle of a sentence", () => {
  const sentence = "We sent a code to alice@foyer.example.";
  expect(renderToStaticMarkup(<Sentence>{sentence}</Sentence>)).toBe(sentence.replace("@", "@<wbr/>"));
});
