/** Marks where a component draws something into a sentence, so that the sentence can be cut there. */

/** A private character: no catalogue contains it, and no name that was made safe. */
const MARK = "\u{e000}";

/** As a whole: a name that only begins like one is a name. */
const PLACE = /^\ue000\w+\ue000$/;

/** What to give a translator as the value of a placeholder of this name. */
export function toPlaceholder(name: string): string {
  return MARK + name + MARK;
}

/** Whether a value only marks a place; such a one is not isolated from the sentence, what is drawn there is. */
export function isPlace(value: string): boolean {
  return PLACE.test(value);
}

/** The sentence in pieces: each with the place before it, the first without one. */
export function splitAtPlaces(sentence: string): { place?: string; text: string }[] {
  const [start = "", ...rest] = sentence.split(MARK);
  return [
    { text: start },
    // Places and the text after them take turns.
    ...rest.flatMap((place, index) => (index % 2 === 0 ? [{ place, text: rest[index + 1] ?? "" }] : [])),
  ];
}
