/** Takes the extension off a telephone number: what libphonenumber takes for one, in one pass from the end (threat D1). */

const MOST_DIGITS = 7;

/** Without a word for it, an extension ends in `#` and is shorter. */
const MOST_DIGITS_ALONE = 5;

/** What stands before an extension, at the end of a text of a few letters. */
const LABEL = /(?:e?xt(?:ensio?)?n?|[;,x#~]|int|anexo)$/;
const LONGEST_LABEL = "extension".length;

/** The number without `;ext=12`, ` ext. 12`, `x12`, `,,12`, `-12#` at its end. */
export function withoutExtension(number: string): string {
  const hasHash = number.endsWith("#");
  const whole = hasHash ? number.slice(0, -1) : number;
  const before = withoutEnd(whole, "0123456789");
  const digits = whole.length - before.length;
  if (digits < 1 || digits > MOST_DIGITS) return number;
  if (before.endsWith(";ext=")) return before.slice(0, -";ext=".length);
  const gapless = withoutEnd(before, " ,-");
  return (
    withoutLabel(gapless) ??
    withoutCommas(before, gapless.length) ??
    (hasHash && digits <= MOST_DIGITS_ALONE && /[- ]$/.test(before) ? withoutEnd(before, "- ") : number)
  );
}

function withoutLabel(text: string): string | undefined {
  const bare = /[:.]$/.test(text) ? text.slice(0, -1) : text;
  const [label] = LABEL.exec(bare.slice(-LONGEST_LABEL)) ?? [];
  return label === undefined ? undefined : withoutEnd(bare.slice(0, -label.length), " ,");
}

/** A comma is a word for it, too, which spaces and more commas may stand before. @param from where the gap begins */
function withoutCommas(text: string, from: number): string | undefined {
  const comma = text.indexOf(",", from);
  return comma < 0 ? undefined : withoutEnd(text.slice(0, comma), " ,");
}

function withoutEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
