/** A form that is sent again while Kratos still works on it (a second click, a hook that is slow): both get one answer. */

import { createHash } from "node:crypto";
import type { UpstreamAnswer, UpstreamRequest } from "@/lib/ory/transport";
import { getProcessState } from "@/lib/process/state";

/**
 * Sends a form unless the very same one, of the same browser and to the last byte, is under way in this process: then its
 * answer is shared, cookies included, since the browser shows the answer to the last click alone. Nothing is remembered
 * once there is an answer.
 * @throws what `send` throws, to both
 */
export async function sendOnce(
  message: UpstreamRequest,
  send: (message: UpstreamRequest) => Promise<UpstreamAnswer>,
): Promise<{ answer: UpstreamAnswer; isShared: boolean }> {
  const underWay = getProcessState("forms-under-way", () => new Map<string, Promise<UpstreamAnswer>>());
  const key = toKey(message);
  const known = underWay.get(key);
  if (known) return { answer: await known, isShared: true };
  const sent = send(message);
  underWay.set(key, sent);
  try {
    return { answer: await sent, isShared: false };
  } finally {
    underWay.delete(key);
  }
}

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
