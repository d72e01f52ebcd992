/** What the console keeps about people and operators, sealed for the key that it is kept under. */

import type { z } from "zod";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { getStore } from "./get-store.server";

/** @throws when Redis is away, as all of these do */
export async function putSealed(key: string, value: object, ttlMs: number): Promise<void> {
  await (await getStore()).put(key, await seal(value, key, ttlMs / 1000), ttlMs);
}

/** Only where there is one still. @returns whether there was */
export async function replaceSealed(key: string, value: object, ttlMs: number): Promise<boolean> {
  return (await getStore()).replace(key, await seal(value, key, ttlMs / 1000), ttlMs);
}

/** Undefined where there is none, or what is there was not sealed for this key or does not fit. */
export async function getSealed<Value>(key: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  return open(key, await (await getStore()).get(key), schema);
}

/** The same, and takes it away for good, under a key that is never used again: of two that ask, one is given it. */
export async function takeSealed<Value>(key: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  return open(key, await (await getStore()).takeForGood(key), schema);
}

export interface HeldSealed<Value> {
  value: Value;
  /** Only where nobody else has written it since. @returns whether it was written */
  replace(value: Value): Promise<boolean>;
}

/** To be read once and written several times by one worker among those of all instances. */
export async function holdSealed<Value extends object>(
  key: string,
  schema: z.ZodType<Value>,
  ttlMs: number,
): Promise<HeldSealed<Value> | undefined> {
  const store = await getStore();
  let kept = await store.get(key);
  const value = await open(key, kept, schema);
  if (kept === undefined || value === undefined) return undefined;
  return {
    value,
    async replace(next) {
      const sealed = await seal(next, key, ttlMs / 1000);
      const isWritten = await store.replaceIf(key, kept ?? "", sealed, ttlMs);
      if (isWritten) kept = sealed;
      return isWritten;
    },
  };
}

async function open<Value>(key: string, sealed: string | undefined, schema: z.ZodType<Value>) {
  return sealed === undefined ? undefined : schema.safeParse(await unseal(sealed, key)).data;
}
