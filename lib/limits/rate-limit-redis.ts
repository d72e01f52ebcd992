/** Counts in Redis for all instances: one script, and so one round trip, for everything that a post is counted for. */

import { z } from "zod";
import { noteRefusal } from "@/lib/store/attempt";
import {
  type LimitScope,
  MEMORY_LIMIT,
  type RateLimitStore,
  type Subject,
  type Taken,
  toWaitSeconds,
} from "./rate-limit";

/** The braces keep all keys in one slot, where Redis has several (Redis Cluster specification, hash tags). */
const KEY_PREFIX = "{foyer:limit}:";

/**
 * Carries out a `Taking` (rate-limit.ts) given as JSON.
 * Answers the refused scope or '', its wait in milliseconds, and for each group its subjects, separated by commas.
 */
const TAKE = `
local prefix, taking = KEYS[1], cjson.decode(ARGV[1])
local answer = {'', 0}

local function count(one, key)
  if answer[1] ~= '' then return end
  local name = prefix .. one.scope .. ':' .. key
  local posts
  if one.looksOnly then
    posts = tonumber(redis.call('GET', name) or '0') + 1
  else
    posts = redis.call('INCR', name)
    if posts == 1 then redis.call('PEXPIRE', name, one.limit.seconds * 1000) end
  end
  if posts > one.limit.posts then answer[1], answer[2] = one.scope, redis.call('PTTL', name) end
end

local function countFor(subject, group)
  local device = taking.devices[subject]
  for _, one in ipairs(device and group.known or group.strangers) do
    local key = one.of == 'account' and subject or string.match(subject, '^[^~]*')
    if one.with then key = key .. '.' .. (one.with == 'network' and taking.network or device or '') end
    count(one, key)
  end
end

local groups, memories = {}, {}
for index, group in ipairs(taking.subjects) do
  local subjects, memory, isRemembered = {}, {}, {}
  local kept = group.memory and redis.call('GET', prefix .. 'memory:' .. group.memory.key) or ''
  for subject in string.gmatch(kept, '[^,]+') do
    isRemembered[subject] = true
    if group.whose == 'all' then table.insert(subjects, subject) end
  end
  for _, subject in ipairs(group.typed) do
    table.insert(memory, subject)
    if group.whose == 'typed' or not isRemembered[subject] then table.insert(subjects, subject) end
    isRemembered[subject] = nil
  end
  for subject in string.gmatch(kept, '[^,]+') do
    if isRemembered[subject] and #memory < taking.memoryLimit then table.insert(memory, subject) end
  end
  groups[index], memories[index] = subjects, table.concat(memory, ',')
  answer[index + 2] = table.concat(subjects, ',')
end

for _, one in ipairs(taking.counts) do count(one, one.key) end
for index, group in ipairs(taking.subjects) do
  for _, subject in ipairs(groups[index]) do countFor(subject, group) end
  if #groups[index] == 0 and #group.typed == 0 then
    for _, one in ipairs(group.otherwise) do count(one, one.key) end
  end
end
for index, group in ipairs(taking.subjects) do
  if answer[1] == '' and group.memory and group.rememberSeconds and #group.typed > 0 then
    redis.call('SET', prefix .. 'memory:' .. group.memory.key, memories[index], 'EX', group.rememberSeconds)
  end
end
return answer`;

/** Carries out a `Settlement` (rate-limit.ts) given as JSON. */
const SETTLE = `
local prefix, settlement = KEYS[1], cjson.decode(ARGV[1])
for _, one in ipairs(settlement.giveBack) do
  local name = prefix .. one.scope .. ':' .. one.key
  if tonumber(redis.call('GET', name) or '0') > 0 then redis.call('DECR', name) end
end
for _, one in ipairs(settlement.counts) do
  local name = prefix .. one.scope .. ':' .. one.key
  if redis.call('INCR', name) == 1 then redis.call('PEXPIRE', name, one.limit.seconds * 1000) end
end
local memory = settlement.remember
if memory then
  redis.call('SET', prefix .. 'memory:' .. memory.memory.key, table.concat(memory.subjects, ','), 'EX', memory.seconds)
end`;

const answerSchema = z.tuple([z.string(), z.number()], z.string());

/** What is used of ioredis' client. */
interface Scripts {
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** While Redis fails it counts in `fallback`: still limited, though by each instance. */
export function toRedisCounters(redis: Scripts, fallback: RateLimitStore): RateLimitStore {
  return {
    take: (taking) =>
      orElse(
        async () =>
          toTaken(
            answerSchema.parse(
              await redis.eval(TAKE, 1, KEY_PREFIX, JSON.stringify({ ...taking, memoryLimit: MEMORY_LIMIT })),
            ),
          ),
        () => fallback.take(taking),
      ),
    settle: (settlement) =>
      orElse(
        async () => void (await redis.eval(SETTLE, 1, KEY_PREFIX, JSON.stringify(settlement))),
        () => fallback.settle(settlement),
      ),
  };
}

function toTaken([scope, milliseconds, ...groups]: z.output<typeof answerSchema>): Taken {
  const subjects = groups.map((group) => group.split(",").filter(isSubject));
  if (scope === "") return { subjects };
  // The script gives back the scope it was given.
  return { refused: { scope: scope as LimitScope, waitSeconds: toWaitSeconds(milliseconds) }, subjects };
}

function isSubject(text: string): text is Subject {
  return text.includes("~");
}

async function orElse<T>(run: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    noteRefusal(error);
    return otherwise();
  }
}
