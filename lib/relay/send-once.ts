/**
 * A form that is sent again while Kratos still works on it (a second click, a hook that is slow), or its answer is still on
 * the way to the browser: both get one answer.
 */

import { createHash } from "node:crypto";
import { z } from "zod";
import { getConfig } from "@/lib/config/config";
import { toHeaderValues } from "@/lib/ory/exchange";
import type { UpstreamAnswer, UpstreamRequest } from "@/lib/ory/transport";
import { getProcessState } from "@/lib/process/state";
import { answerOnceAmongInstances } from "@/lib/store/answer-once";
import { getRedis } from "@/lib/store/redis";
import { beginsSession } from "@/lib/web/cookies/cookies";
import { setsContinuity } from "./begun-sign-ins";
import { ERROR_PAGE } from "./repeated-sign-in";

type Sent = { answer: UpstreamAnswer; isShared: boolean };

/**
 * How long an answer may be on its way. A browser gives up the first one's when its button is pressed again: without this, the
 * second would be told that a code was used, or that an account exists, which is the first one's doing.
 */
const ON_ITS_WAY_MS = 5000;

/** Largest body of an answer that is kept so long, in bytes; redirects have next to none. */
const KEPT_BODY = 4 * 1024;

/** What Kratos ties a flow to its browser by. A mail's link is opened without: whoever else has the link is not its first user. */
const OF_ONE_BROWSER = /(^|;\s*)(__Host-)?csrf_token[^=;]*=[^;]/;

/**
 * Sends a form unless the very same one, of the same browser and to the last byte, is under way, here or at an instance that
 * shares Redis: then its answer is shared, cookies included, since the browser shows the answer to the last click alone.
 * An answer that leads on is shared for a few seconds more; nothing else is remembered once it is there.
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
  const sent = sendOnceAmongInstances(key, message, send);
  underWay.set(key, sent);
  try {
    const { answer } = await sent;
    if (leadsOn(message, answer)) setTimeout(() => underWay.delete(key), ON_ITS_WAY_MS).unref();
    else underWay.delete(key);
  } catch {
    underWay.delete(key);
  }
  return sent;
}

/**
 * Whether the form has done its work. One that ends at Kratos' error page is worth another try. One that leads to a provider has
 * not done it: who comes back from there and presses it again needs another `state`. Nor has one whose flow is shown again: a step
 * that may be taken anew, with the same token after a step back, or a mail.
 */
function leadsOn({ url, headers: sent }: UpstreamRequest, { headers, body }: UpstreamAnswer): boolean {
  const [location] = toHeaderValues(headers.location);
  if (!OF_ONE_BROWSER.test(sent.cookie ?? "")) return false;
  if (location === undefined || !URL.canParse(location, url) || body.length > KEPT_BODY) return false;
  const [form, next] = [new URL(url), new URL(location, url)];
  const setCookies = toHeaderValues(headers["set-cookie"]);
  if (ERROR_PAGE.test(next.pathname) || setCookies.some(setsContinuity)) return false;
  const isShownAgain = next.searchParams.get("flow") === form.searchParams.get("flow");
  return setCookies.some(beginsSession) || !isShownAgain;
}

async function sendOnceAmongInstances(
  key: string,
  message: UpstreamRequest,
  send: (message: UpstreamRequest) => Promise<UpstreamAnswer>,
): Promise<Sent> {
  const redis = await getRedis();
  if (!redis) return { answer: await send(message), isShared: false };
  return answerOnceAmongInstances(redis, key, {
    ask: () => send(message),
    pack: (answer) => ({ ...answer, body: answer.body.toString("base64") }),
    unpack: (packed) => packedAnswer.safeParse(packed).data,
    longestMs: getConfig().writeTimeoutMs,
    toKeptMs: (answer) => (leadsOn(message, answer) ? ON_ITS_WAY_MS : 0),
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
