import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWritable, toAccountName, toRecipient } from "./recipient";

describe("toRecipient", () => {
  it.each([
    "ADA@Example.ORG",
    "  ada@example.org\t",
    "\u00a0ada@example.org\u0085",
    "a\u200bda@example.org",
    "ａｄａ＠example.org",
    "ada@example.org.",
    "ada+newsletter@example.org",
    "ada+a+b@example.org",
    "a.d.a@example.org",
    '"ada"@example.org',
    '"a\\da"@example.org',
    "(c)ada@example.org",
    "((nested) comment)ada(another)@example.org",
    "Ada <ada@example.org>",
    "áda@example.org",
  ])("D4: %j reaches the mailbox of ada@example.org", (typed) => {
    expect(toRecipient(typed)).toBe("mail:ada@example.org");
  });

  it.each([
    "+49 151 12345678",
    "+4915112345678",
    "＋４９１５１１２３４５６７８",
    "+49 (0) 151-12.34/5678",
    "+٤٩١٥١١٢٣٤٥٦٧٨",
    "tel:+49-151-12345678",
    "tel:151-12345678;phone-context=+49",
    "+4915112345678;ext=12",
    "+4915112345678 x7",
    "+4915112345678 ext. 7",
    "+4915112345678;isub=1",
    "call me: +4915112345678",
    "ada@home +4915112345678",
  ])("D4: %j reaches the telephone +4915112345678", (typed) => {
    expect(toRecipient(typed)).toBe("tel:12345678");
  });

  it("D4: letters stand for the digits of their keys", () => {
    expect(toRecipient("+1 800 FLOWERS")).toBe(toRecipient("+18003569377"));
  });

  it("D4: case makes no other recipient of what a number and an address share", () => {
    expect(toRecipient("+A.AAAA.AA/XA@A.AA")).toBe(toRecipient("+a.aaaa.aa/xa@a.aa"));
  });

  it("an address with digits behind a plus is no telephone number", () => {
    expect(toRecipient("ada+12345678@example.org")).toBe("mail:ada@example.org");
  });

  it("a domain in letters of its own is the one of its ASCII form", () => {
    expect(toRecipient("ada@xn--exmple-cua.org")).toBe(toRecipient("ada@exämple.org"));
    expect(toRecipient("ada@xn--exmple-cua.org")).not.toBe(toRecipient("ada@xn--e1afmkfd.org"));
  });

  it.each([
    ["ada@example.org", "bob@example.org"],
    ["ada@example.org", "ada@example.com"],
    ["+4915112345678", "+4915112345679"],
    ["ada", "bob"],
    ["ada.lovelace", "adalovelace"],
    ["+a@example.org", "+b@example.org"],
  ])("%j and %j are two", (one, other) => {
    expect(toRecipient(one)).not.toBe(toRecipient(other));
  });

  it.each(["ada", "12345678", "Straße 5", "Łódź", "@", "+", "+123"])("%j is some recipient", (typed) => {
    expect(toRecipient(typed)).toBeTruthy();
  });

  it.each(["", "  ", "\u200b\u0301"])("%j is nobody", (typed) => {
    expect(toRecipient(typed)).toBeUndefined();
  });

  it("a name is not written to, an address and a number are", () => {
    const isReached = (typed: string) => isWritable(toRecipient(typed) ?? "name:");
    expect(["ada@example.org", "+4915112345678", "Ada Lovelace", "12345678"].map(isReached)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("every letter that databases compare as another is that other", () => {
    expect(toRecipient("Straße")).toBe(toRecipient("STRASSE"));
    expect(toRecipient("ØRSTED")).toBe(toRecipient("orsted"));
    expect(toRecipient("ſam")).toBe(toRecipient("sam"));
  });

  it("D4: case and space around it never make another recipient", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(toRecipient(` ${address.toUpperCase()} `)).toBe(toRecipient(address));
      }),
    );
  });

  it("takes time in proportion to what was typed", () => {
    for (const piece of ["(", "tel:", "+1 ", "/ ", ";phone-context=+1", "<", "\u0301", ". "]) {
      const short = toMilliseconds(piece.repeat(20_000));
      const long = toMilliseconds(piece.repeat(80_000));
      expect(long, piece).toBeLessThan(Math.max(short, 5) * 12);
    }
  });
});

describe("toAccountName", () => {
  it("is the same where Kratos looks up the same account", () => {
    expect(toAccountName(" Ada@Example.org\n")).toBe("ada@example.org");
  });

  it.each([
    ["ada@example.org", "ada+two@example.org"],
    ["ada@example.org", "a.da@example.org"],
    ["ada@example.org", "áda@example.org"],
    ["ΑΣ", "ας"],
  ])("D5: %j and %j are two accounts, and no browser of one is known at the other", (one, other) => {
    expect(toAccountName(one)).not.toBe(toAccountName(other));
  });
});

/** The shortest of three runs: what else the machine does makes a run longer, never shorter. */
function toMilliseconds(typed: string): number {
  const runs = [1, 2, 3].map(() => {
    const begun = performance.now();
    toRecipient(typed);
    return performance.now() - begun;
  });
  return Math.min(...runs);
}
