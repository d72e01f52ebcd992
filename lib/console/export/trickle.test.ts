import fc from "fast-check";
import { expect, it } from "vitest";
import { toTrickle } from "./trickle";

/** Minutes in which nothing is found, after what was. */
function readPieces(texts: readonly string[], seconds: number): string[] {
  let now = 0;
  const trickle = toTrickle(() => now);
  return texts.map((text, index) => {
    now += seconds * 1000;
    return trickle(text, index === texts.length - 1);
  });
}

it("a CSV file in which nobody is found for half an hour sends something each minute", () => {
  const head = `"id","schema_id"${',"trait"'.repeat(40)}\r\n`;
  const texts = [head, ...Array.from({ length: 180 }, () => ""), '"1","default"\r\n'];
  const pieces = readPieces(texts, 10);
  expect(pieces.filter((piece) => piece === "")).toEqual([]);
  expect(pieces.join("")).toBe(texts.join(""));
  expect(readPieces(texts, 1).slice(1, -1).join("").length).toBe(18);
});

it("a short file begins at once", () => {
  expect(readPieces(['"id"\r\n', "", '"1"\r\n'], 1)).toEqual(['"', "", 'id"\r\n"1"\r\n']);
});

it("the file is the same, and no piece ends within a letter", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(""), fc.string({ unit: "grapheme", maxLength: 500 })), { minLength: 1 }),
      (texts) => {
        const pieces = readPieces(texts, 10);
        expect(pieces.join("")).toBe(texts.join(""));
        for (const piece of pieces) expect(piece).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      },
    ),
  );
});
