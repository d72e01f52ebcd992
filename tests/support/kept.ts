/** What a worker's tests share one after the other: made when one first asks for it, ended when others took its place. */

/** One that most files use, and the one of the file that runs. */
const MOST = 2;

export class Kept<Options extends object, Thing> {
  #things = new Map<unknown, Thing>();
  #start: (options: Options) => Promise<Thing>;
  #finish: (thing: Thing) => Promise<unknown>;
  #toKey: (options: Options) => unknown;

  /** @param toKey what is the same for options that share a thing: by default only the very same options do */
  constructor(
    start: (options: Options) => Promise<Thing>,
    finish: (thing: Thing) => Promise<unknown>,
    toKey: (options: Options) => unknown = (options) => options,
  ) {
    this.#start = start;
    this.#finish = finish;
    this.#toKey = toKey;
  }

  /** The same thing for the same options, as long as it is one of the last that were asked for. */
  async get(options: Options): Promise<Thing> {
    const key = this.#toKey(options);
    const kept = this.#things.get(key);
    if (!kept) await this.#end(this.#things.size + 1 - MOST);
    const thing = kept ?? (await this.#start(options));
    this.#things.delete(key);
    this.#things.set(key, thing);
    return thing;
  }

  /** Ends all. @throws what went wrong at any, after all have been ended */
  endAll(): Promise<void> {
    return this.#end(this.#things.size);
  }

  async #end(count: number): Promise<void> {
    const oldest = [...this.#things].slice(0, Math.max(0, count));
    for (const [key] of oldest) this.#things.delete(key);
    const ends = await Promise.allSettled(oldest.map(([, thing]) => this.#finish(thing)));
    const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    if (reasons.length > 0) throw new AggregateError(reasons, reasons.map(String).join("\n"));
  }
}
