/** State that one process has once, although the bundler gives each route its own copy of a module. */

/** A page asks two dozen times; names are our own code's. */
const keys = new Map<string, symbol>();

/** The value under `name`, made at the first call. */
export function getProcessState<T>(name: string, create: () => T): T {
  const key = keys.get(name) ?? Symbol.for(`foyer.${name}`);
  keys.set(name, key);
  const states = globalThis as typeof globalThis & Record<symbol, T | undefined>;
  states[key] ??= create();
  return states[key];
}
