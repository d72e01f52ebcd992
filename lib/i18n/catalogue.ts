/** The shapes of a language's words, as they lie in its folder below locales/. */

export type Sentences = Readonly<Record<string, string>>;

/** The end of a key's name that says which plural form it is (CLDR's categories). */
export const PLURAL_FORM = /_(?:zero|one|two|few|many|other)$/;

export interface Catalogue {
  /** Pages' words by dotted key. */
  ui: Sentences;
  /** Kratos' messages by numeric id. */
  kratos: Sentences;
  /** An operator's words for titles that identity schemas and providers carry, by the title as it is sent. */
  titles?: Sentences;
}

/**
 * `draft`: does not pass every rule of the check, offered on request only. `checked`: passes them.
 * `reviewed`: a named speaker read it, too.
 */
type LanguageState = "draft" | "checked" | "reviewed";

/** A language that ships: what is known of it before its words are loaded. */
export interface Language {
  /** Its own name for itself. */
  name: string;
  state: LanguageState;
  /** Pages' words, then Kratos' messages. */
  load: () => Promise<readonly [{ default: Sentences }, { default: Sentences }]>;
}
