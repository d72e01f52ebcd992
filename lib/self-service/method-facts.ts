/** What follows from the table of methods, in the form in which it is asked for. */

import type { PlainKey } from "@/lib/i18n/keys";
import { METHODS, type Method, type MethodField } from "./methods";

const ALL: readonly [string, Method][] = Object.entries(METHODS);

/** Names of Kratos' methods, in the order of their forms on a page. */
export const METHOD_NAMES: readonly string[] = ALL.map(([name]) => name);

/** A method as the table has it; nothing is known of one that is not listed. */
export function findMethod(name: string): Method {
  return ALL.find(([known]) => known === name)?.[1] ?? {};
}

/** Names of the methods that something holds for, in the table's order. */
export function listMethods(holds: (method: Method) => unknown): string[] {
  return ALL.filter(([, method]) => holds(method)).map(([name]) => name);
}

const FIELDS = new Map(ALL.flatMap(([, { fields = {} }]) => Object.entries(fields)));

/** What kind of thing is typed into a method's own field; undefined for the fields of people. */
export function toMethodField(name: string): MethodField | undefined {
  return FIELDS.get(name);
}

/** Never echoed, whatever Kratos sends (threat F14); but for the code of a verification link. */
export const SECRET_FIELDS: readonly string[] = [...FIELDS]
  .filter(([, is]) => is !== "name")
  .map(([name]) => name);

/** Secrets of methods that are only ever a second step. */
export const SECOND_STEP_FIELDS: readonly string[] = ALL.filter(([, method]) => method.isSecondStep).flatMap(
  ([, { fields = {} }]) => Object.keys(fields),
);

/** Submits that destroy something, and what is asked before. */
export const REMOVALS: ReadonlyMap<string, PlainKey> = new Map(
  ALL.flatMap(([, { settings }]) => Object.entries(settings?.removals ?? {})),
);
