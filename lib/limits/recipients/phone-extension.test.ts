import fc from "fast-check";
import { expect, it } from "vitest";
import { withoutExtension } from "./phone-extension";

/** The same by an expression, whose work grows with the cube of the length. */
const EXTENSION =
  /(?:;ext=|[ ,]*(?:e?xt(?:ensi(?:o)?)?n?|[;,x#~]|int|anexo)[:.]?[ ,-]*)\d{1,7}#?$|[- ]+\d{1,5}#$/;

it("D4: an extension is taken off a number as libphonenumber takes it off", () => {
  const piece = fc.constantFrom(
    ..." ,-;x#~.:15",
    ";ext=",
    "ext",
    "extn",
    "xtension",
    "int",
    "anexo",
    "1234567",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const number = `+49${pieces.join("")}`;
      expect(withoutExtension(number)).toBe(number.replace(EXTENSION, ""));
    }),
    { numRuns: 20_000 },
  );
});
