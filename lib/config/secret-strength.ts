/** Estimates how hard a secret is to guess, in bits: words, runs, sequences and repeats count for little (threat S6). */

/** Words of which people make placeholders; each counts for almost nothing, wherever it stands. */
const PLACEHOLDER_WORDS = (
  "change changeme please replace example sample placeholder default secret password passphrase cookie session token " +
  "cipher crypt encrypt sign seal hmac random string value here your this that very really need needs must should " +
  "my key for prod not all long least characters char bytes only test tests testing unit contract bench demo local localhost develop " +
  "development production prod insecure secure unsafe strong weak strength super keyboard admin root user login foyer " +
  "kratos hydra ory lorem ipsum dolor amet qwerty asdf zxcv abcdef deadbeef cafebabe correct horse battery staple"
)
  .split(" ")
  .toSorted((left, right) => right.length - left.length);

const KEYBOARD_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "azertyuiop", "qwertzuiop"];

/** A word of a list that whoever guesses has too (diceware: 7,776 words), and what is known beforehand, in bits. */
const WORD_BITS = 13;
const KNOWN_BITS = 3;
/** A run, a sequence, or what stood there before: where it begins and how long it is. */
const PATTERN_BITS = 8;
const SEPARATOR_BITS = 1;

/** One word by its case: `Correct`, `horse`, `BATTERY`. Longer runs of letters are no words. */
const WORD = /(?<![a-z])[A-Z]?[a-z]{2,15}(?![a-z])|(?<![A-Z])[A-Z]{3,15}(?![A-Za-z])/y;
const SEPARATOR = /^[-_.,:;/ ]/;

/** Digits that stand for letters: `c00k13` is `cookie`. */
const LETTERS_OF_DIGITS: Readonly<Record<string, string>> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
};

/** Shortest stretch that counts as a pattern; random text has shorter ones by chance. */
const SHORTEST_PATTERN = 4;

/**
 * Never more than the secret can have, often less than it has: `openssl rand -hex 16` is about 110 of its 128 bits.
 * The shortest description wins, as for somebody who guesses.
 */
export function toStrengthBits(secret: string): number {
  const perCharacter = Math.log2(toAlphabetSize(secret));
  let bits = 0;
  for (let at = 0; at < secret.length; ) {
    const { length, cost } = toNextPiece(secret, at) ?? { length: 1, cost: perCharacter };
    bits += Math.min(cost, length * perCharacter);
    at += length;
  }
  return bits;
}

interface Piece {
  length: number;
  cost: number;
}

function toNextPiece(secret: string, at: number): Piece | undefined {
  const rest = secret.slice(at);
  const pattern = Math.max(toSequence(rest), toKeyboardRow(rest), toRepeat(secret, at));
  if (pattern >= SHORTEST_PATTERN) return { length: pattern, cost: PATTERN_BITS };
  const letters = rest.toLowerCase().replace(/\d/g, (digit) => LETTERS_OF_DIGITS[digit] ?? digit);
  const known = PLACEHOLDER_WORDS.find((word) => letters.startsWith(word));
  if (known) return { length: known.length, cost: KNOWN_BITS };
  WORD.lastIndex = at;
  const [word] = WORD.exec(secret) ?? [];
  if (word) return { length: word.length, cost: WORD_BITS };
  return SEPARATOR.test(rest) ? { length: 1, cost: SEPARATOR_BITS } : undefined;
}

/** How long the text goes on in steps of none or one, all up or all down, also by every second character: `a1b2c3`. */
function toSequence(text: string): number {
  const lengths = [1, 2].flatMap((lag) =>
    [1, -1].map((direction) => {
      let length = lag;
      for (; length < text.length; length++) {
        const step = text.charCodeAt(length) - text.charCodeAt(length - lag);
        if (step !== 0 && step !== direction) break;
      }
      return length >= SHORTEST_PATTERN + lag - 1 ? length : 0;
    }),
  );
  return Math.max(...lengths);
}

function toKeyboardRow(text: string): number {
  const lower = text.toLowerCase();
  const lengths = KEYBOARD_ROWS.map((row) => {
    const start = row.indexOf(lower.charAt(0));
    let length = 0;
    while (start !== -1 && start + length < row.length && lower[length] === row[start + length]) length++;
    return length;
  });
  return Math.max(...lengths);
}

/** How much of what follows stood before, as far as it overlaps itself. */
function toRepeat(secret: string, at: number): number {
  let longest = 0;
  for (let from = 0; from < at; from++) {
    let length = 0;
    while (at + length < secret.length && secret[from + length] === secret[at + length]) length++;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** How many characters each place of the secret could hold, judged by which kinds it holds. */
function toAlphabetSize(secret: string): number {
  if (/^[0-9a-f]*$/.test(secret) || /^[0-9A-F]*$/.test(secret)) return /[a-f]/i.test(secret) ? 16 : 10;
  const kinds: [RegExp, number][] = [
    [/[0-9]/, 10],
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[^0-9A-Za-z]/, 4],
  ];
  return kinds.reduce((size, [kind, count]) => size + (kind.test(secret) ? count : 0), 0);
}
