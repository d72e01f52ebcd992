import { expect, test } from "vitest";
import { toDirection } from "./direction";

test.each(
  "ar ar-EG he iw fa ur ps sd ug yi ckb dv ks pa-Arab pa-PK ku-Arab uz-Arab az-Arab ar-XB nqo syr".split(" "),
)("%s is written from right to left", (locale) => expect(toDirection(locale)).toBe("rtl"));

test.each("en de ku uz pa ks-Deva sd-Deva ms ja zh-Hant en-XA".split(" "))(
  "%s is written from left to right",
  (locale) => expect(toDirection(locale)).toBe("ltr"),
);
