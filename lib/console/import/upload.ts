/** The text of a file that somebody sent, which no log, trail or page writes out by accident. */

export class Upload {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): string {
    return this.#text;
  }
}
