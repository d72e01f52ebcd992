// @ts-check
/** Leaves out of a stylesheet what Tailwind's reset says of things that no page of Foyer has: every page pays for it. */

import postcss from "postcss";

/** Elements, and parts of controls, that no page draws (`trim-stylesheet.test.mjs`). */
export const NEVER_DRAWN = ["abbr", "hr", "optgroup", "sub", "sup"];

/** Nor any page but the console's. */
export const NEVER_DRAWN_IN_PUBLIC = [...NEVER_DRAWN, "::placeholder"];

/** For where a token of `styles/tokens.css` were missing. */
const FALLBACK = /^var\((--foyer-font(?:-mono)?),.*\)$/s;
/** Features of fonts, which no theme of ours sets. */
const UNSET = /^var\(--default-(?:mono-)?font-(?:feature|variation)-settings,normal\)$/;

/**
 * The same for every page that has it.
 * @param {string} css minified, with the reset in it
 * @param {readonly string[]} neverDrawn
 */
export function trimStylesheet(css, neverDrawn) {
  const never = new RegExp(`(?:^|[\\s>])(?:${neverDrawn.join("|")})(?![\\w-])`);
  const root = postcss.parse(css);
  root.walkDecls((declaration) => {
    if (UNSET.test(declaration.value)) declaration.remove();
    else declaration.value = declaration.value.replace(FALLBACK, "var($1)");
  });
  root.walkRules((rule) => {
    const drawn = rule.selectors.filter((selector) => !never.test(selector));
    if (drawn.length === 0) rule.remove();
    else if (drawn.length < rule.selectors.length) rule.selectors = drawn;
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return root.toString();
}
