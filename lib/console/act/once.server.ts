/**
 * One form, sent twice: a double click on "Create" makes one app, and is answered with what became of the first. Where a script
 * runs, the button takes no second click; without one, and across instances, this is what holds.
 */

import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { seeDone } from "@/lib/web/cookies/done";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { readField } from "@/lib/web/guards";
import { seeOther } from "@/lib/web/redirect";
import { ConsoleProblem } from "../problem";
import { getStore } from "../store/get-store.server";
import { StoreUnavailable } from "../store/redis-store.server";

/** Longer than anything that is made takes. */
const RUNNING_MS = 120_000;

/** Who clicked twice waits no longer for what the first click makes. */
const WAIT_MS = 60_000;

/** The second click comes while the first is carried out, or right after: what is sent again later is meant. */
const DONE_MS = 15_000;

const LOOK_MS = 100;

const RUNNING = "running";
const UNKNOWN = "unknown";

/**
 * @param form whose token is known to be its page's own: each that is drawn has another. What else stands in it counts too: who
 * goes back and types another name wants another app.
 * @throws ConsoleProblem 409 where it is not known what became of the first, and what `run` throws
 */
export async function runOnce(form: URLSearchParams, run: () => Promise<Response>): Promise<Response> {
  const key = toKey(form);
  const first = await claim(key);
  if (first === undefined) return seeEnd(key, run);
  if (first === UNKNOWN) throw new ConsoleProblem(409, NOT_KNOWN);
  // What was done is said to whoever asked twice: the answer to the first click was read by nobody.
  return first.includes("?done=") || first.includes("&done=") ? seeDone(first) : seeOther(first);
}

/** @returns undefined for the first, and where nothing can be kept; else how the first ended @throws StoreUnavailable */
async function claim(key: string): Promise<string | undefined> {
  const isFirst = async () => (await getStore()).putNew(key, RUNNING, RUNNING_MS);
  const deadline = performance.now() + WAIT_MS;
  let isClaimed = await isFirst().catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return true;
    throw error;
  });
  while (!isClaimed) {
    const kept = await (await getStore()).get(key);
    if (kept !== undefined && kept !== RUNNING) return openEnd(key, kept);
    if (performance.now() > deadline) return UNKNOWN;
    await wait(LOOK_MS);
    isClaimed = await isFirst();
  }
  return undefined;
}

/** What led nowhere may be sent again at once, unless it was done, or may have been: a receipt that nothing keeps is its answer. */
async function seeEnd(key: string, run: () => Promise<Response>): Promise<Response> {
  try {
    const answer = await run();
    await keepEnd(key, answer.headers.get("location") ?? (answer.ok ? UNKNOWN : undefined));
    return answer;
  } catch (error) {
    await keepEnd(key, mayBeDone(error) ? UNKNOWN : undefined);
    throw error;
  }
}

const mayBeDone = (error: unknown) =>
  !(error instanceof ConsoleProblem) || (error.status >= 500 && error.status !== 503);

const endSchema = z.object({ end: z.string() });

/** Whoever can write to Redis leads nobody elsewhere by it: what was not sealed here is not known. */
async function openEnd(key: string, kept: string): Promise<string> {
  return endSchema.safeParse(await unseal(kept, key)).data?.end ?? UNKNOWN;
}

/** A store that does not answer forgets by itself. */
async function keepEnd(key: string, end: string | undefined): Promise<void> {
  const keep = async () => {
    const store = await getStore();
    if (end === undefined) await store.removeIf(key, RUNNING);
    else await store.replaceIf(key, RUNNING, await seal({ end }, key, DONE_MS / 1000), DONE_MS);
  };
  await keep().catch(() => undefined);
}

function toKey(form: URLSearchParams): string {
  const hash = createHash("sha256").update(readField(form, "form_token") ?? "");
  for (const [name, value] of form) hash.update(JSON.stringify([name, value]));
  return `once:${hash.digest("base64url")}`;
}

const NOT_KNOWN = {
  title: "This very form was sent before",
  text: "It is not known what became of it, and nothing was done now. Look at what is the case before you open its page and try again.",
};
