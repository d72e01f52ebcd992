import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/observe/log";
import { setEnvironment } from "@/tests/unit/environment";
import { logReturnRefused } from "./notes.server";

beforeEach(() => setEnvironment());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("F7: a refused return_to is logged as data, once an origin and hour, without advice", () => {
  vi.useFakeTimers();
  const warn = vi.spyOn(getLogger(), "warn").mockReturnValue();
  for (const path of ["a", "b"]) logReturnRefused(`https://evil.example/${path}`);
  for (const text of ["javascript:alert(1)", "no address"]) logReturnRefused(text);
  const lines = [
    [{ event: "return-to-refused", origin: "https://evil.example" }],
    [{ event: "return-to-refused" }],
  ];
  expect(warn.mock.calls).toEqual(lines);
  vi.advanceTimersByTime(60 * 60 * 1000 + 1);
  logReturnRefused("https://evil.example/c");
  expect(warn.mock.calls).toEqual([...lines, lines[0]]);
});
