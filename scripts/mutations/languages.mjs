// @ts-check
// What a language, a name in it, and an operator's own sentences can do to a page.

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const LANGUAGE_MUTATIONS = [
  {
    threat: "F7",
    what: "the choice of a language leads back to pages of this service alone",
    file: "lib/web/return-path.ts",
    from: "path?.startsWith(home) ? toOwnPath(origin + path) : undefined",
    to: "path",
    suite: "unit",
    test: "lib/web/return-path.test.ts",
  },
  {
    threat: "O11",
    what: "a name that runs the other way is isolated from its sentence",
    file: "lib/i18n/isolate.ts",
    from: "return FIRST_STRONG_ISOLATE + toBalanced(value) + POP_ISOLATE;",
    to: "return value;",
    suite: "unit",
    test: "lib/i18n/translator.test.ts",
  },
  {
    threat: "O11",
    what: "controls in a name reach no further than its place",
    file: "lib/i18n/isolate.ts",
    from: "toBalanced(value) + POP_ISOLATE",
    to: "value + POP_ISOLATE",
    suite: "unit",
    test: "lib/i18n/translator.test.ts",
  },
  {
    threat: "V4",
    what: "the matcher, which keeps every tag it meets, meets few",
    file: "lib/i18n/match.ts",
    from: "if (count === 0 && language.length > 2 && !LONGER_CODES.has(language)) return undefined;",
    to: "if (tag) return tag;",
    suite: "unit",
    test: "lib/i18n/locale.test.ts",
  },
  {
    threat: "P16",
    what: "a formatter is made once a language",
    file: "lib/i18n/formats.ts",
    from: "made.set(known, format);",
    to: "",
    suite: "unit",
    test: "lib/i18n/formats.test.ts",
  },
  {
    threat: "S2",
    what: "an operator's sentence has only places that can be filled",
    file: "lib/i18n/overrides.server.ts",
    from: ".filter((placeholder) => !known.has(placeholder))",
    to: ".filter((placeholder) => placeholder === '' && known.has(placeholder))",
    suite: "unit",
    test: "lib/i18n/overrides.test.ts",
  },
];
