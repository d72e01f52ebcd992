import { expect, test } from "vitest";
import { cleanCode } from "./clean-code";

test.each(["123456", " 123 456\n", "123-456", "123–456", "12\u00a034\u200b56", "١٢٣ ٤٥٦", "۱۲۳۴۵۶"])(
  "a code written as %j is the code",
  (pasted) => expect(cleanCode(pasted)).toBe("123456"),
);
