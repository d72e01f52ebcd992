/** A form that is sent again while Kratos still works on it (a second click, a hook that is slow): both get one answer. */

import { createHash } from "node:crypto";
import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import type { UpstreamAnswer, UpstreamRequest } from "@/lib/ory/transport";
import { getProcessState } from "@/lib/process/state";
import { answerOnceAmongInstances } from "@/lib/store/answer-once";
import { getRedis } from "@/lib/store/redis";

type Sent = { answer: UpstreamAnswer; isShared: boolean };

/**
 * Sends a form unless the very same one, of the same browser and to the last byte, is under way, here or at an instance that
 * shares Redis: then its answer is shared, cookies included, since the browser shows the answer to the last click alone.
 * Nothing is remembered once there is an answer.
 * @throws what `send` throws, to both; HttpError 409 for an answer that another instance cannot lend
 */
export async function sendOnce(
  message: UpstreamRequest,
  send: (message: UpstreamRequest) => Promise<UpstreamAnswer>,
): Promise<Sent> {
  const underWay = getProcessState("forms-under-way", () => new Map<string, Promise<Sent>>());
  const key = toKey(message);
  const known = underWay.get(key);
  if (known) return { ...(await known), isShared: true };
  const sent = sendOnceAmongInstances(key, () => send(message));
  underWay.set(key, sent);
  try {
    return await sent;
  } finally {
    underWay.delete(key);
  }
}

async function sendOnceAmongInstances(key: string, ask: () => Promise<UpstreamAnswer>): Promise<Sent> {
  const redis = await getRedis();
  if (!redis) return { answer: await ask(), isShared: false };
  return answerOnceAmongInstances(redis, key, {
    ask,
    pack: (answer) => ({ ...answer, body: answer.body.toString("base64") }),
    unpack: (packed) => packedAnswer.safeParse(packed).data,
    longestMs: getConfig().writeTimeoutMs,
  });
}

const packedAnswer = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string().transform((text) => Buffer.from(text, "base64")),
});

/** Headers that tell one request from the next whoever sends it. */
const OF_ONE_REQUEST: ReadonlySet<string> = new Set(["x-request-id", "traceparent", "tracestate"]);

function toKey({ method, url, headers, body = "" }: UpstreamRequest): string {
  const said = Object.entries(headers).filter(([name]) => !OF_ONE_REQUEST.has(name));
  return createHash("sha256")
    .update(JSON.stringify([method, url, said.toSorted()]))
    .update("\n")
    .update(body)
    .digest("base64url");
}
