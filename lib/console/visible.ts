/**
 * Texts as they can be read and told apart (threat C28): what draws nothing, turns the text around it, or climbs over it,
 * stands there by its number, as JSON may write it.
 */

/** Most texts: lists have hundreds. */
const PLAIN = /^[\x20-\x7e\n]*$/;

/** Blanks of other widths, ends of lines, controls, bidirectional controls and whatever else draws nothing. */
const UNSEEN =
  /(?! |\n|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Z}\p{Cc}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\ufff9-\ufffc\u2800]/gu;

/** Joiners have their place between letters of scripts that need them, nowhere else. */
const MISPLACED_JOINERS = /(?<=[\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\0-\x7f])/g;

/** More marks than any word has on one letter: they climb over the lines and the controls around it. */
const STACKED_MARKS = /(?<=[\p{Mn}\p{Me}\u200c\u200d]{3})[\p{Mn}\p{Me}]+/gu;

/** What people and apps call themselves: one line, that says nothing else than it shows. */
export function toVisibleName(name: string): string {
  return toVisibleJson(name).replaceAll("\n", "\\u000a");
}

/** Most letters of a name in a list or a heading. */
const NAME_LIMIT = 200;

/**
 * What somebody or something is called in a list of many. Whoever registers an app, or an account, may call it anything of any
 * length: one row must not be as tall as the page (threat C28). The whole of it stands in its form and its JSON.
 */
export function toShortName(name: string): string {
  if (name.length <= NAME_LIMIT) return toVisibleName(name);
  const cut = name.slice(0, NAME_LIMIT - 1).replace(/[\ud800-\udbff]$/, "");
  return `${toVisibleName(cut)}…`;
}

/** @param text of `JSON.stringify`: what is copied from a page is the same JSON */
export function toVisibleJson(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replaceAll(MISPLACED_JOINERS, toNumbers)
    .replaceAll(UNSEEN, toNumbers)
    .replaceAll(STACKED_MARKS, toNumbers);
}

function toNumbers(signs: string): string {
  return Array.from(
    { length: signs.length },
    (_, index) => `\\u${signs.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}
