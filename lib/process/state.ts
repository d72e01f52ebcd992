/** State that one process has once, although the bundler gives each route its own copy of a module. */

/** The value under `name`, made at the first call. */
export function getProcessState<T>(name: string, create: () => T): T {
  const key = Symbol.for(`foyer.${name}`);
  const states = globalThis as typeof globalThis & Record<symbol, T | undefined>;
  states[key] ??= create();
  return states[key];
}
