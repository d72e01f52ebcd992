/**
 * Tells the doctor, and nobody else, what proxies in front have made of its X-Forwarded-For: how many append to it is seen at
 * Foyer alone. The question is sealed, so that only who knows COOKIE_SECRET can ask.
 */

import { getConfig } from "@/lib/config/config";
import { seal, unseal } from "./cookies/seal";

/** Not `x-foyer-…`: the server drops what clients send under such a name. */
const QUESTION = "foyer-doctor";
const HOPS = "x-foyer-proxy-hops";
const CHAIN = "x-foyer-forwarded-for";

/** For clocks and proxies that are slow. */
const TTL_SECONDS = 60;

export interface Forwarding {
  /** FOYER_TRUSTED_PROXY_HOPS of the Foyer that answered. */
  hops: number;
  /** What it got as X-Forwarded-For; empty for none. */
  chain: string[];
}

/** Headers of a request that asks. */
export async function toForwardingQuestion(): Promise<Record<string, string>> {
  return { [QUESTION]: await seal({ asks: CHAIN }, QUESTION, TTL_SECONDS) };
}

/** Headers of the answer; none for whoever may not ask. */
export async function answerForwardingQuestion({ headers }: Request): Promise<Record<string, string>> {
  const question = headers.get(QUESTION);
  if (question === null || (await unseal(question, QUESTION)) === undefined) return {};
  return { [HOPS]: String(getConfig().trustedProxyHops), [CHAIN]: headers.get("x-forwarded-for") ?? "" };
}

/** @param read the value of one header of the answer @returns undefined where it says nothing of it */
export function readForwarding(read: (name: string) => string | undefined): Forwarding | undefined {
  const [hops, chain] = [read(HOPS), read(CHAIN)];
  if (hops === undefined || chain === undefined) return undefined;
  return { hops: Number(hops), chain: chain === "" ? [] : chain.split(",").map((entry) => entry.trim()) };
}
