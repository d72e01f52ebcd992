/** What the console keeps on the server: sessions, acts that wait for a confirmation, receipts, the trail. */

/** Values are text; whoever stores a secret seals it first. Every call throws when the store does not answer. */
export interface ConsoleStore {
  /** Shared by all instances, or this process alone until it ends. */
  readonly kind: "redis" | "memory";
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string, ttlMs: number): Promise<void>;
  /** Only where there is none: false when there is. */
  putNew(key: string, value: string, ttlMs: number): Promise<boolean>;
  /** Only where there is one: false when it is gone, which nothing may bring back. */
  replace(key: string, value: string, ttlMs: number): Promise<boolean>;
  /** Gets and removes in one step: among several callers one has it. */
  take(key: string): Promise<string | undefined>;
  /**
   * The same, of what nothing puts there again. A store that begins with an older copy of its data is without it again as
   * soon as this process reaches it.
   */
  takeForGood(key: string): Promise<string | undefined>;
  remove(key: string): Promise<void>;
  /** Only where this very value is there, in one step: false where it is another, or none. */
  replaceIf(key: string, was: string, value: string, ttlMs: number): Promise<boolean>;
  /** The same, and takes it away. */
  removeIf(key: string, was: string): Promise<boolean>;
  /** Puts the {@link time} there, in one step: of several marks under one key the newest stays. */
  mark(key: string, ttlMs: number): Promise<void>;
  /** The store's own clock, one for all instances: microseconds. */
  time(): Promise<number>;
  addMember(set: string, member: string, ttlMs: number): Promise<void>;
  removeMember(set: string, member: string): Promise<void>;
  members(set: string): Promise<string[]>;
  /** Adds to a log that forgets by age and length. */
  append(log: string, value: string, bounds: LogBounds): Promise<void>;
  /** Newest first. @param before only entries older than this id */
  readLog(log: string, options: { before?: string; count: number }): Promise<LogEntry[]>;
}

interface LogBounds {
  maxEntries: number;
  maxAgeMs: number;
}

export interface LogEntry {
  /** `<milliseconds>-<number>`, ascending. */
  id: string;
  value: string;
}
