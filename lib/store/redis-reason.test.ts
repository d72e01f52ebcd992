import { expect, it } from "vitest";
import { toRedisReason } from "./redis-reason";

const FULL = "OOM command not allowed when used memory > 'maxmemory'.";

it.each([
  [FULL, "OOM"],
  [`ERR Error running script (call to f_0a1b): @user_script:3: @user_script: 3: -${FULL}`, "OOM"],
  ["ERR Error running script (call to f_0a1b): @user_script:3: wrong - number", "ERR"],
  ["MISCONF Redis is configured to save RDB snapshots", "MISCONF"],
  ["connect ECONNREFUSED", undefined],
])("Redis' own word for %j is %j, of a script's fault as well", (message, reason) => {
  expect(toRedisReason(new Error(message))).toBe(reason);
});
