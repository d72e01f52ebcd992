// @ts-check
/** Leaves out of a stylesheet what Tailwind says of things that no page of Foyer has: every page pays for it. */

import postcss from "postcss";

/** Elements, and parts of controls, that no page draws (`trim-stylesheet.test.mjs`). */
export const NEVER_DRAWN = ["abbr", "hr", "optgroup", "sub", "sup"];

/** Nor any page but the console's. For a date with a time `lib/self-service/nodes/field-node.ts` makes a field of text. */
export const NEVER_DRAWN_IN_PUBLIC = [
  ...NEVER_DRAWN,
  ...["h4", "h5", "h6", "kbd", "menu", "samp", "table"],
  ...["audio", "canvas", "embed", "progress", "video"],
  "::placeholder",
  "::file-selector-button",
  "::-webkit-datetime-edit-hour-field",
  "::-webkit-datetime-edit-minute-field",
  "::-webkit-datetime-edit-second-field",
  "::-webkit-datetime-edit-millisecond-field",
  "::-webkit-datetime-edit-meridiem-field",
];

/** For where a token of `styles/tokens.css` were missing. */
const FALLBACK = /^var\((--foyer-font(?:-mono)?),.*\)$/s;
/** Features of fonts, which no theme of ours sets. */
const UNSET = /^var\(--default-(?:mono-)?font-(?:feature|variation)-settings,normal\)$/;
/** Tailwind's own variables, by which one utility leaves word for another. */
const OWN = /^--tw-/;
/** The reset makes every border solid, and what draws another says so itself. */
const BORDER_STYLE = "var(--tw-border-style)";
/** Nothing draws an outline that is not solid. */
const OUTLINE_STYLE = "var(--tw-outline-style)";

/**
 * The same for every page that has it.
 * @param {string} css minified, with the reset in it
 * @param {readonly string[]} neverDrawn
 */
export function trimStylesheet(css, neverDrawn) {
  const never = new RegExp(`(?:^|[\\s>])(?:${neverDrawn.join("|")})(?![\\w-])`);
  const root = postcss.parse(css);
  root.walkDecls((declaration) => {
    const { value } = declaration;
    if (UNSET.test(value) || value === BORDER_STYLE || isRepeated(declaration)) declaration.remove();
    else if (value === OUTLINE_STYLE) declaration.value = "solid";
    else declaration.value = value.replace(FALLBACK, "var($1)");
  });
  root.walkRules((rule) => {
    const drawn = rule.selectors.filter((selector) => !never.test(selector));
    if (drawn.length === 0) rule.remove();
    else if (drawn.length < rule.selectors.length) rule.selectors = drawn;
  });
  removeUnread(root);
  removeEmpty(root);
  return root.toString();
}

/** @param {postcss.Declaration} declaration */
function isRepeated(declaration) {
  return declaration.next()?.toString() === declaration.toString();
}

/** Word that is left for no utility which is used. @param {postcss.Root} root */
function removeUnread(root) {
  const css = root.toString();
  const isUnread = (/** @type {string} */ name) => OWN.test(name) && !css.includes(`var(${name}`);
  root.walkDecls((declaration) => {
    if (isUnread(declaration.prop)) declaration.remove();
  });
  root.walkAtRules("property", (rule) => {
    if (isUnread(rule.params)) rule.remove();
  });
}

/** Innermost first, for one may hold nothing but another. @param {postcss.Container} container */
function removeEmpty(container) {
  for (const node of container.nodes?.slice() ?? []) {
    if (!("nodes" in node)) continue;
    removeEmpty(node);
    if (node.nodes?.length === 0) node.remove();
  }
}
