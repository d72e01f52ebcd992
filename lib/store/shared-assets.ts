/** Lends this build's stylesheets and scripts, and each brand's stylesheet, to instances of other builds, and borrows theirs, by way of Redis. */

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import manifest from "@/lib/web/asset-manifest.json";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { getPublicFolder } from "@/lib/web/public-folder";
import { getRedis } from "./redis";

const KEY_PREFIX = "foyer:asset:";

/** How long a build's files outlive its last instance: a page may have been drawn just before that ended. */
const LENT_SECONDS = 7 * 24 * 60 * 60;

/** Well before they are forgotten; after a restart of Redis it is given them at once. */
const RENEW_MS = 60 * 60 * 1000;
const RETRY_MS = 1000;

/** Longest that a start waits for Redis to take them. */
const START_LIMIT_MS = 300;

/** Names that a build gives (scripts/build-assets.mjs), and a brand's stylesheet has. */
const FILE = /^(?:foyer|console)\.[\w-]{10}\.(css|js)$/;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

type Commands = Pick<Redis, "get" | "set">;

/** Lends the files of this build while the process lives, also to a Redis that was away. Never throws, nor waits long. */
export async function lendAssets(): Promise<void> {
  if (getConfig().redisUrl) await Promise.race([keepLending(), delay(START_LIMIT_MS)]);
}

async function keepLending(): Promise<void> {
  const redis = await getRedis();
  if (!redis) return;
  let timer: NodeJS.Timeout | undefined;
  const lend = async () => {
    // While Redis is away the log says so (lib/store/redis.ts).
    const isLent = await lendAll(redis).then(
      () => true,
      () => false,
    );
    clearTimeout(timer);
    timer = setTimeout(lend, isLent ? RENEW_MS : RETRY_MS).unref();
  };
  redis.on("ready", lend);
  await lend();
}

/** The build's own files, and each brand's stylesheet: a page without its pictures is still a page. */
async function lendAll(redis: Commands): Promise<void> {
  await lendFiles(redis, Object.values(manifest));
  for (const [file, { body }] of getConfig().brands.assets)
    if (FILE.test(file)) await lendText(redis, file, new TextDecoder().decode(body));
}

/**
 * @param paths as pages name them, below `public`
 * @internal exported for tests
 */
export async function lendFiles(redis: Commands, paths: readonly string[]): Promise<void> {
  let isForeign = false;
  for (const path of paths) {
    // Where a platform serves the files itself they are not beside the process, and nothing is to be lent.
    const text = await readFile(join(getPublicFolder(), path), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    isForeign ||= await isSealedByOther(redis, KEY_PREFIX + basename(path));
    await lendText(redis, basename(path), text);
  }
  if (isForeign) getLogger().error({ event: "misconfiguration", ...OTHER_SECRET });
}

/** Instances with the same file share everything that is sealed: one with another secret refuses the others' forms and cookies. */
async function isSealedByOther(redis: Commands, key: string): Promise<boolean> {
  const sealed = await redis.get(key);
  return sealed !== null && (await unseal(sealed, key)) === undefined;
}

const OTHER_SECRET = {
  severity: "error",
  setting: "COOKIE_SECRET",
  found:
    "Redis holds what another instance sealed with a secret that this one does not have: it runs, or did within the last week, " +
    "with another COOKIE_SECRET, and each refuses the other's forms and cookies.",
  change: "environment: COOKIE_SECRET=<the same on all instances; while it changes, the new and the old one>",
};

async function lendText(redis: Pick<Commands, "set">, file: string, text: string): Promise<void> {
  const key = KEY_PREFIX + file;
  await redis.set(key, await seal({ text }, key, LENT_SECONDS), "EX", LENT_SECONDS);
}

/** The answer with a file of another build, or undefined when no instance has lent it, or Redis does not answer. */
export async function borrowAsset(file: string): Promise<Response | undefined> {
  const [, extension = ""] = file.match(FILE) ?? [];
  const contentType = CONTENT_TYPES[extension];
  const redis = contentType && (await getRedis());
  const text = redis && (await borrowText(redis, file));
  if (!contentType || text === undefined || text === "") return undefined;
  return new Response(text, {
    headers: {
      "content-type": contentType,
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

/**
 * Sealed for its name: whoever can write to Redis must not be able to run a script on these pages.
 * @internal exported for tests
 */
export async function borrowText(redis: Pick<Commands, "get">, file: string): Promise<string | undefined> {
  const key = KEY_PREFIX + file;
  const sealed = await redis.get(key).catch(() => null);
  const value = sealed === null ? undefined : await unseal(sealed, key);
  const isText = typeof value === "object" && value !== null && "text" in value;
  return isText && typeof value.text === "string" ? value.text : undefined;
}
