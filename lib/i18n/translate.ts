/** The one function by which pages get their words. */

import type { CountedKey, OpenKey, TextKey } from "./keys";

/** What goes into a sentence's `{name}` places. */
export type TextValues = Readonly<Record<string, string | number>>;

/** What a key takes: one with plural forms is not said without the number that chooses among them. */
type ValuesOf<Key extends string> = [Extract<Key, CountedKey>] extends [never]
  ? [values?: TextValues]
  : [values: TextValues & { readonly count: number }];

export interface Translate<Key extends string = TextKey> {
  /** Whether it speaks English: Kratos' language, an operator's own sentences among it or not. */
  readonly isEnglish: boolean;
  /** The words of a key in the page's language, English as fallback, with their `{name}` places filled. */
  <Said extends Key>(key: Said, ...values: ValuesOf<Said>): string;
  /** The words of a key that may have none: of a method or scope that somebody else named. */
  find(key: OpenKey): string | undefined;
  /** Kratos' message by its numeric id; undefined for one that no catalogue has. Most have no place for a value. */
  kratos(id: number, toValues: () => TextValues): string | undefined;
  /** A title of a schema or the name of a provider, in the operator's words for this language where there are some. */
  title(text: string): string;
  /** "a, b or c". */
  or(items: readonly string[]): string;
  /** A sentence in somebody else's language, such as Kratos' own, so that the page's direction does not turn it (O11). */
  sent(text: string): string;
}
