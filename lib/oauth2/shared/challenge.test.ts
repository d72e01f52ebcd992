import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toChallenge } from "./challenge";

/** Base64url with padding, as Go's `base64.URLEncoding` writes it. */
const encode = (bytes: Uint8Array) =>
  Buffer.from(bytes).toString("base64").replaceAll("+", "-").replaceAll("/", "_");

/** Nonce, tag and the shortest gzip have 60 bytes; both ciphers of Hydra stay above 40. */
const sealed = fc.uint8Array({ minLength: 40, maxLength: 2000 });

describe("O23: a challenge has one form", () => {
  it("every one that Hydra writes is taken as it is: sealed ones and ids", () => {
    fc.assert(
      fc.property(fc.oneof(sealed.map(encode), fc.uuid(), fc.uuid().map(toHex)), (challenge) => {
        expect(toChallenge(challenge)).toBe(challenge);
      }),
    );
  });

  it("another string that decodes to the same bytes is refused, by whatever rules it is decoded", () => {
    fc.assert(
      fc.property(sealed, fc.nat(), fc.nat(), fc.constantFrom(...SPELLINGS), (bytes, at, bits, spell) => {
        const challenge = encode(bytes);
        const variant = spell(challenge, at, bits);
        if (variant === challenge) return;
        expect(decode(variant)).toEqual(decode(challenge));
        expect(toChallenge(variant)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it("of two strings that are taken, no two decode to the same bytes", () => {
    const text = fc.string({ unit: fc.constantFrom(..."AQgw_-=+/ \n"), minLength: 41, maxLength: 48 });
    fc.assert(
      fc.property(text, (value) => {
        if (toChallenge(value) !== undefined) expect(encode(decode(value))).toBe(value);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(["CAFE0123cafe0123CAFE0123cafe0123", "9F8E1F6E-6c3e-4a52-9d0b-1f0a2a1c0001", "cafe ", "café"])(
    "the id %j is refused: some databases read it as another",
    (id) => {
      expect(toChallenge(id)).toBeUndefined();
    },
  );

  it.each(["", "=", "a\0b", "a\nb", "a.b", "https://evil.example/", "A".repeat(41), "A".repeat(43)])(
    "%j is none",
    (value) => {
      expect(toChallenge(value)).toBeUndefined();
    },
  );
});

/** Ways to write the same bytes otherwise. */
const SPELLINGS: ((challenge: string, at: number, bits: number) => string)[] = [
  // The bits of the last character that no byte uses: Go does not look at them.
  (challenge, _, bits) => {
    const padding = challenge.match(/=*$/)?.[0].length ?? 0;
    const last = challenge.length - padding - 1;
    const index = ALPHABET.indexOf(challenge.charAt(last)) | (bits % 4 ** padding);
    return challenge.slice(0, last) + ALPHABET.charAt(index) + "=".repeat(padding);
  },
  // Line breaks: Go overlooks them.
  (challenge, at) => insert(challenge, at, "\n"),
  (challenge, at) => insert(challenge, at, "\r\n"),
  // Rules of other decoders.
  (challenge, at) => insert(challenge, at, " "),
  (challenge, at) => insert(challenge, at, "\t"),
  (challenge) => challenge.replace(/=+$/, ""),
  (challenge) => `${challenge}=`,
  (challenge) => challenge.replaceAll("-", "+").replaceAll("_", "/"),
  (challenge) => challenge.replace("-", "+"),
  (challenge) => challenge.replace("=", "%3D"),
];

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function insert(text: string, at: number, piece: string): string {
  const index = at % (text.length + 1);
  return text.slice(0, index) + piece + text.slice(index);
}

/** The laxest decoder there is: either alphabet, with or without padding, whatever stands between. */
const decode = (text: string) => Buffer.from(text.replaceAll("%3D", "="), "base64");

const toHex = (uuid: string) => uuid.replaceAll("-", "");
