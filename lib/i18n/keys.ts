/** The keys of the pages' words: what English has, with the plural forms of a key folded into one. */

import type english from "../../locales/en/ui.json";

type PluralCategory = "zero" | "one" | "two" | "few" | "many" | "other";

type WithoutCategory<Key extends string> = Key extends `${infer Base}_${PluralCategory}` ? Base : Key;

/** A key that English has. One made of parts is a union of such keys, or it does not compile. */
export type TextKey = WithoutCategory<keyof typeof english>;

/** A key with plural forms: its words are chosen by a number. */
export type CountedKey = keyof typeof english extends infer Key
  ? Key extends `${infer Base}_other`
    ? Base
    : never
  : never;

/** A key whose words need no number. */
export type PlainKey = Exclude<TextKey, CountedKey>;

/** Families that Kratos and apps name members of: there may be words for one, or not. */
export type OpenKey = `method.${string}` | `scope.${string}.${"title" | "description"}`;

/** The keys that end so, without their ending: `FamilyOf<"title">` has `login.start`. */
export type FamilyOf<Ending extends string> = TextKey extends infer Key
  ? Key extends `${infer Family}.${Ending}`
    ? Family
    : never
  : never;
