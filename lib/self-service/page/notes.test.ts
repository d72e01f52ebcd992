import { beforeEach, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/observe/log";
import { setEnvironment } from "@/tests/unit/environment";
import { logReturnRefused } from "./notes.server";

const HOUR_MS = 60 * 60 * 1000;

beforeEach(() => setEnvironment());

it("L5: what a stranger's link asks to be allowed is data in the log, and once an hour", () => {
  const warn = vi.spyOn(getLogger(), "warn");
  logReturnRefused("https://evil.example/a?secret=1", 0);
  logReturnRefused("https://evil.example/b", HOUR_MS - 1);
  expect(warn.mock.calls).toEqual([
    [
      {
        event: "return-to-refused",
        setting: "kratos.yml: selfservice.allowed_return_urls",
        origin: "https://evil.example",
      },
    ],
  ]);
  logReturnRefused("https://evil.example/", HOUR_MS);
  expect(warn).toHaveBeenCalledTimes(2);
  for (let site = 0; site < 1000; site += 1) logReturnRefused(`https://${site}.example/`, HOUR_MS);
  expect(warn).toHaveBeenCalledTimes(51);
});
