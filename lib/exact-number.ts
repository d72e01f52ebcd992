/**
 * Numbers of JSON that would be others once JavaScript has read them, such as 9007199254740993, 1e400 or 1.10: read, compared and
 * written as they stand. Such a number is a value that is no text and no record; every other number is JavaScript's own.
 */

/** RFC 8259 §6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Texts first, so that no digits in them count as numbers. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Before a number's digits, in a text that nobody else can write: what has it in JSON stands for the number. */
const MARK = `exact number ${crypto.randomUUID()} `;

export class ExactNumber {
  constructor(readonly text: string) {}

  /** For `JSON.stringify` on the way to {@link unmark}. */
  toJSON(): string {
    return MARK + this.text;
  }
}

/** @param text of a number as JSON writes it @returns undefined for any other text */
export function toNumber(text: string): number | ExactNumber | undefined {
  if (!NUMBER.test(text)) return undefined;
  const near = Number(text);
  return String(near) === text ? near : new ExactNumber(text);
}

/** As `JSON.parse`, with numbers as they stand. @returns undefined for what is no JSON */
export function parseExactly(text: string): unknown {
  try {
    // First: what is no JSON may take much longer to be marked than to be read.
    const value: unknown = JSON.parse(text);
    const marked = markNumbers(text);
    return marked === text ? value : readMarks(JSON.parse(marked));
  } catch {
    return undefined;
  }
}

/** Without calls inside each other, which end the call stack where lists and objects lie deep. */
function readMarks(value: unknown): unknown {
  const root = { value };
  const waiting: object[] = [root];
  for (let around = waiting.pop(); around; around = waiting.pop())
    for (const name of Object.keys(around)) {
      const member: unknown = Reflect.get(around, name);
      if (typeof member === "object" && member !== null) waiting.push(member);
      else if (typeof member === "string" && member.startsWith(MARK))
        Reflect.set(around, name, new ExactNumber(member.slice(MARK.length)));
    }
  return root.value;
}

function markNumbers(text: string): string {
  return text.replaceAll(TOKENS, (token) => {
    const isExact = !token.startsWith('"') && toNumber(token) instanceof ExactNumber;
    return isExact ? `"${MARK}${token}"` : token;
  });
}

/** As `JSON.stringify`, with numbers as they stood; what is no JSON is none here either. */
export function writeExactly(value: unknown, space?: number): string {
  return unmark(JSON.stringify(value, undefined, space) ?? "");
}

/** @param json that `JSON.stringify` made */
export function unmark(json: string): string {
  return json.includes(MARK) ? json.replaceAll(MARKED, "$1") : json;
}

const MARKED = new RegExp(`"${MARK}([-+.\\deE]+)"`, "g");

/** Whether two numbers are one, however they are written: 1.10 is 1.1, and 1e2 is 100. */
export function isSameNumber(one: number | ExactNumber, other: number | ExactNumber): boolean {
  const [left, right] = [toText(one), toText(other)];
  return left === right || toPlainText(left) === toPlainText(right);
}

/** Of whole ones alone. */
export function isWhole(value: number | ExactNumber): boolean {
  return Number.isInteger(value) || /e\d+$/.test(toPlainText(toText(value)));
}

const toText = (value: number | ExactNumber) => (value instanceof ExactNumber ? value.text : String(value));

/** Digits without zeros at their ends, and the power of ten that they are counted in. */
function toPlainText(text: string): string {
  const [, sign = "", whole = "", part = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = whole + part;
  const digits = all.slice(0, findEndOfDigits(all));
  const significant = digits.replace(/^0+/, "");
  if (significant === "") return "0e0";
  return `${sign}${significant}e${BigInt(power) - BigInt(part.length) + BigInt(all.length - digits.length)}`;
}

/** Where the zeros at its end begin: an expression looks at those in the middle again and again, of which there may be many. */
function findEndOfDigits(text: string): number {
  let end = text.length;
  while (text[end - 1] === "0") end -= 1;
  return end;
}

/** Whether there is a number in it that JavaScript cannot hold. */
export function hasExactNumber(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof ExactNumber || Object.values(value).some(hasExactNumber);
}

/** Beyond what 64 bits hold, 1e308: Kratos makes an account with such a number, and then changes nothing of it, nor blocks it. */
export function hasHugeNumber(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  if (value instanceof ExactNumber) return !Number.isFinite(Number(value.text));
  return typeof value === "object" && value !== null && Object.values(value).some(hasHugeNumber);
}

/** A copy with the nearest numbers that JavaScript has, to be looked at by what knows no others. */
export function toNearNumbers(value: unknown): unknown {
  if (value instanceof ExactNumber) return toNear(value);
  if (Array.isArray(value)) return value.map(toNearNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toNearNumbers(member)]));
}

function toNear({ text }: ExactNumber): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(text)));
}
