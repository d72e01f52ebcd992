/** The one function by which pages get their words. */

/** Looks a key up in the page's language, English as fallback, and fills `{name}` placeholders. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;
