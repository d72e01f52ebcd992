/** Counts in this process, in tables of bounded size. */

import {
  type Count,
  type LimitScope,
  MEMORY_LIMIT,
  type Memory,
  type RateLimitStore,
  type Subject,
  type SubjectCounts,
  type Taken,
  type Taking,
  toCountsOf,
  toWaitSeconds,
} from "./rate-limit";

/** Keys that each table holds; those that were not counted for longest go first, some 150 bytes each. */
const KEY_LIMIT = 20_000;

/** A map that forgets what was not written for longest, and what has run out. */
export class BoundedTable<Value> {
  readonly #entries = new Map<string, { value: Value; until: number }>();

  constructor(readonly limit: number) {}

  get(key: string): { value: Value; until: number } | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.until > performance.now() ? entry : undefined;
  }

  set(key: string, value: Value, until: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.limit && oldest !== undefined) this.#entries.delete(oldest);
  }
}

export function toMemoryCounters(keyLimit = KEY_LIMIT): RateLimitStore {
  const tables = new Map<LimitScope, BoundedTable<number>>();
  // Each by itself: flows that anybody makes up push no session out, whose second factors are its account's (D5).
  const memories: Readonly<Record<Memory["of"], BoundedTable<Subject[]>>> = {
    flow: new BoundedTable(keyLimit),
    asked: new BoundedTable(keyLimit),
    session: new BoundedTable(keyLimit),
  };
  const toTable = (scope: LimitScope): BoundedTable<number> => {
    const table = tables.get(scope) ?? new BoundedTable<number>(keyLimit);
    tables.set(scope, table);
    return table;
  };

  const count = ({ scope, key, limit, looksOnly }: Count): Taken["refused"] => {
    const table = toTable(scope);
    const entry = table.get(key);
    const posts = (entry?.value ?? 0) + 1;
    // What was given back whole began no time that the next would be counted in.
    const until = entry && posts > 1 ? entry.until : performance.now() + limit.seconds * 1000;
    if (!looksOnly) table.set(key, posts, until);
    return posts > limit.posts ? { scope, waitSeconds: toWaitSeconds(until - performance.now()) } : undefined;
  };

  return {
    async take(taking) {
      const remembered = taking.subjects.map(
        ({ memory }) => (memory && memories[memory.of].get(memory.key)?.value) ?? [],
      );
      const subjects = taking.subjects.map((group, index) => toSubjects(group, remembered[index] ?? []));
      for (const one of toCounts(taking, subjects)) {
        const refused = count(one);
        if (refused) return { refused, subjects };
      }
      for (const [index, { memory, typed, rememberSeconds }] of taking.subjects.entries()) {
        if (!memory || !rememberSeconds || typed.length === 0) continue;
        const all = [...new Set([...typed, ...(remembered[index] ?? [])])].slice(0, MEMORY_LIMIT);
        memories[memory.of].set(memory.key, all, performance.now() + rememberSeconds * 1000);
      }
      return { subjects };
    },
    async settle({ giveBack, counts, remember }) {
      for (const { scope, key } of giveBack) {
        const entry = toTable(scope).get(key);
        if (entry && entry.value > 0) toTable(scope).set(key, entry.value - 1, entry.until);
      }
      for (const one of counts) count(one);
      if (!remember) return;
      const { memory, subjects, seconds } = remember;
      memories[memory.of].set(memory.key, subjects, performance.now() + seconds * 1000);
    },
  };
}

/** Whom a group is about. */
function toSubjects({ typed, whose }: SubjectCounts, remembered: Subject[]): Subject[] {
  const added = typed.filter((subject) => !remembered.includes(subject));
  return whose === "typed" ? typed : whose === "new" ? added : [...remembered, ...added];
}

/** Every count of a taking in its order. */
function toCounts(taking: Taking, subjects: Subject[][]): Count[] {
  const ofSubjects = taking.subjects.flatMap((group, index) => {
    const whose = subjects[index] ?? [];
    if (whose.length === 0 && group.typed.length === 0) return group.otherwise;
    return whose.flatMap((subject) => toCountsOf(subject, group, taking));
  });
  return [...taking.counts, ...ofSubjects];
}
