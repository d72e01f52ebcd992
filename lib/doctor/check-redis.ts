/** Asks the Redis that instances share for a sign of life: without it Foyer works, and says nothing but in its log. */

import type { Redis } from "ioredis";
import type { Config } from "@/lib/config/config";
import { COMMAND_TIMEOUT_MS } from "@/lib/store/redis";
import { toRedisReason } from "@/lib/store/redis-reason";
import { explainCode } from "./explain-code";
import type { Finding } from "./finding";

const WAIT_MS = 2000;

/** One of each kind that Foyer writes, for a second. */
const KEYS = ["foyer:doctor", "{foyer:limit}:doctor"] as const;
const WRITE = 'return redis.call("SET", KEYS[1], "1", "PX", 1000)';

/** @param options.probe also write something there that ends by itself */
export async function checkRedis(
  { redisUrl, redisCertificate, console }: Pick<Config, "redisUrl" | "redisCertificate" | "console">,
  { probe }: { probe: boolean },
): Promise<Finding[]> {
  if (!redisUrl) return [];
  const { Redis } = await import("ioredis");
  const client = new Redis(redisUrl, {
    ...(redisCertificate && { tls: redisCertificate }),
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    connectTimeout: WAIT_MS,
    commandTimeout: WAIT_MS,
    retryStrategy: () => null,
  });
  let first: unknown;
  client.on("error", (error) => {
    first ??= error;
  });
  try {
    await client.connect();
    const { host } = new URL(redisUrl);
    const late = findLateness(await timeAnswer(client), host);
    const kept = findLosses(await readInfo(client), { host, hasConsole: console !== undefined });
    return [...late, ...kept, ...(probe ? await checkWrites(client, host) : [])];
  } catch (error) {
    return [toFinding(new URL(redisUrl), toReason(first ?? error), redisCertificate !== undefined)];
  } finally {
    client.disconnect();
  }
}

/** @returns in milliseconds; the shorter of two times, for the first may be this process' own start */
async function timeAnswer(client: Redis): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const asked = performance.now();
    await client.ping();
    times.push(performance.now() - asked);
  }
  return Math.min(...times);
}

/** The doctor is more patient than Foyer, to whom such a Redis is as one that is away. */
function findLateness(tookMs: number, host: string): Finding[] {
  if (tookMs < COMMAND_TIMEOUT_MS) return [];
  return [
    {
      severity: "warning",
      setting: "FOYER_REDIS_URL",
      found: `Redis at ${host} answers after ${Math.round(tookMs)} ms, and Foyer waits ${COMMAND_TIMEOUT_MS}: each instance counts and accepts for itself.`,
      change: "environment: FOYER_REDIS_URL=<a Redis that is nearer, or has less to do>",
    },
  ];
}

/** A replica, a full Redis and a user without rights answer a PING as well. */
async function checkWrites(client: Redis, host: string): Promise<Finding[]> {
  try {
    for (const key of KEYS) {
      await client.set(key, "1", "PX", 1000);
      await client.eval(WRITE, 1, key);
    }
    return [];
  } catch (error) {
    return [
      {
        severity: "warning",
        setting: "FOYER_REDIS_URL",
        found: `Redis at ${host} answers and does not take what Foyer writes (${toReason(error)}): each instance counts and accepts for itself, and no operator can sign in to the console.`,
        change:
          "Redis: name the primary, give it memory, and let this user run every command that Foyer needs (docs/operations.md, Scale) on the keys foyer:* and {foyer:limit}:*",
      },
    ];
  }
}

/** Empty where this user may not ask: what is not known is not said. */
async function readInfo(client: Redis): Promise<ReadonlyMap<string, string>> {
  const text = await client.info().catch(() => "");
  return new Map(text.split("\r\n").map((line) => [line.split(":", 1)[0] ?? "", line.replace(/^\w*:/, "")]));
}

/** A Redis that answers and writes may forget what it was told before its time, or go back to what it has forgotten. */
function findLosses(
  info: ReadonlyMap<string, string>,
  { host, hasConsole }: { host: string; hasConsole: boolean },
): Finding[] {
  const policy = info.get("maxmemory_policy") ?? KEEPS_ALL;
  const evicts = policy !== KEEPS_ALL && Number(info.get("maxmemory") ?? 0) > 0;
  const isAlone = info.get("role") === "master" && info.get("connected_slaves") === "0";
  const keepsOldCopies = isAlone && info.get("aof_enabled") === "0" && Number(info.get("rdb_saves") ?? 0) > 0;
  return [
    ...(evicts ? [toEviction(host, policy, hasConsole)] : []),
    ...(keepsOldCopies && hasConsole ? [toOldCopies(host)] : []),
  ];
}

const KEEPS_ALL = "noeviction";

function toEviction(host: string, policy: string, hasConsole: boolean): Finding {
  const more = hasConsole
    ? ", and with them operators' sessions, the rows of their jobs and their trail"
    : "";
  return {
    severity: "warning",
    setting: "FOYER_REDIS_URL",
    found: `Redis at ${host} forgets keys before their time once its memory is full (maxmemory-policy ${policy}): counts of limits begin anew${more}.`,
    change: `redis.conf: maxmemory-policy ${KEEPS_ALL}`,
  };
}

function toOldCopies(host: string): Finding {
  return {
    severity: "warning",
    setting: "FOYER_REDIS_URL",
    found: `Redis at ${host} keeps a copy of its data from time to time, and begins with it when it is started again: operators' sessions that have ended since are back, but for those that a running instance ended.`,
    change: 'redis.conf: save "" (it begins empty), or appendonly yes (it keeps each change)',
  };
}

function toReason(error: unknown): string {
  return explainCode(toRedisReason(error) ?? "no answer");
}

/** What becomes of a connection that the server has broken off, read or written to. */
const CUT_OFF: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE"]);

/** What a server says that asks clients for a certificate and is shown none, where the end of the connection is not noticed first. */
const CERTIFICATE_REQUIRED = "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED";

function toFinding(url: URL, reason: string, hasCertificate: boolean): Finding {
  const { hint, change } = toRemedy(url, reason, hasCertificate);
  return {
    severity: "warning",
    setting: "FOYER_REDIS_URL",
    found: `Redis does not answer at ${url.host} (${reason}${hint}): until it does, each instance counts and accepts for itself.`,
    change: `environment: ${change}`,
  };
}

function toRemedy(
  { protocol }: URL,
  reason: string,
  hasCertificate: boolean,
): { hint: string; change: string } {
  const isCutOff = CUT_OFF.has(reason);
  if (reason === CERTIFICATE_REQUIRED) return { hint: "", change: SHOW_CERTIFICATE };
  if (protocol === "rediss:" && isCutOff && !hasCertificate)
    return { hint: "; it may ask for a certificate of Foyer's", change: SHOW_CERTIFICATE };
  if (protocol === "redis:" && isCutOff)
    return { hint: "; it may speak TLS alone", change: toAddress("rediss:") };
  return { hint: "", change: toAddress(protocol) };
}

const SHOW_CERTIFICATE =
  "FOYER_REDIS_CERT_PATH and FOYER_REDIS_KEY_PATH, the files of a certificate that this Redis takes";

const toAddress = (protocol: string) => `FOYER_REDIS_URL=${protocol}//<user>:<password>@<host>:6379`;
