/**
 * Who gives an app a new secret leaves a mark: Hydra tells of one only by when the app was changed last, in whole seconds. Of
 * several operators whose pages have the same mark, one renews, on whatever instance that shares the store.
 */

import { randomBytes } from "node:crypto";
import type { Json } from "@/lib/json";
import { toResult } from "../act/outcome";
import { toSeen } from "../forms/seen";
import { getConsoleConfig } from "../get-console-config.server";
import { getStore } from "../store/get-store.server";

const MARK_BYTES = 12;

/** The mark of the last renewal that a form of now can have been drawn before; undefined where there was none. */
export async function findRenewal(id: string): Promise<string | undefined> {
  return (await getStore()).get(toKey(id));
}

/** What stands in a form for the secret that an app has, of which Hydra tells nothing, and for the app itself. */
export function toSeenSecret(client: Json, renewal: string | undefined): string {
  return toSeen({ client, renewal: renewal ?? "" });
}

/**
 * @param seen the mark that the operator's page was drawn from
 * @returns undefined where somebody else renewed it meanwhile @throws what `renew` throws; where nothing was done, the mark is back
 */
export async function renewOnce<T>(
  id: string,
  seen: string | undefined,
  renew: () => Promise<T>,
): Promise<T | undefined> {
  const store = await getStore();
  const mark = randomBytes(MARK_BYTES).toString("base64url");
  // A form is of one session, and ends with it.
  const { sessionMs } = getConsoleConfig();
  const isFirst =
    seen === undefined
      ? await store.putNew(toKey(id), mark, sessionMs)
      : await store.replaceIf(toKey(id), seen, mark, sessionMs);
  if (!isFirst) return undefined;
  try {
    return await renew();
  } catch (error) {
    if (toResult(error) !== "unknown") await takeBack();
    throw error;
  }

  async function takeBack(): Promise<void> {
    if (seen === undefined) await store.removeIf(toKey(id), mark);
    else await store.replaceIf(toKey(id), mark, seen, sessionMs);
  }
}

const toKey = (id: string) => `client-secret:${id}`;
