import { beforeAll, expect, it, vi } from "vitest";
import { readString } from "@/lib/json";
import { getLogger } from "@/lib/observe/log";
import { setEnvironment } from "@/tests/unit/environment";
import { attempt } from "./attempt";

beforeAll(() => {
  setEnvironment();
});

it("L5: what Redis refuses is said once a minute for each cause, and not for each form", async () => {
  const said = vi.spyOn(getLogger(), "warn").mockImplementation(() => undefined);
  vi.useFakeTimers();
  const refused = (message: string) =>
    attempt(() => Promise.reject(Object.assign(new Error(message), { name: "ReplyError" })));
  const FULL = "OOM command not allowed when used memory > 'maxmemory'.";
  for (const message of [FULL, FULL, "NOPERM this user has no permissions", FULL])
    expect(await refused(message)).toBe("unknown");
  expect(said.mock.calls.map(([line]) => readString(line, "cause"))).toEqual(["OOM", "NOPERM"]);
  vi.advanceTimersByTime(60_000);
  await refused(FULL);
  expect(said).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
  said.mockRestore();
});

it("L5: that Redis answers too late is said in the same way, a closed connection is not", async () => {
  const said = vi.spyOn(getLogger(), "warn").mockImplementation(() => undefined);
  for (const message of ["Command timed out", "Command timed out", "Connection is closed."])
    expect(await attempt(() => Promise.reject(new Error(message)))).toBe("unknown");
  expect(said.mock.calls.map(([line]) => readString(line, "cause"))).toEqual(["ETIMEDOUT"]);
  said.mockRestore();
});
