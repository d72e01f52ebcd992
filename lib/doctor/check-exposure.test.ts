import { beforeEach, expect, it, vi } from "vitest";
import type { Config } from "@/lib/config/config";

const asked: string[] = [];
let address = "";

vi.mock("node:dns/promises", () => ({
  lookup: async () => ({ address, family: address.includes(":") ? 6 : 4 }),
}));
vi.mock("./ask", async (original) => ({
  ...(await original<typeof import("./ask")>()),
  ask: async (url: string) => {
    asked.push(url);
    return { status: 200, headers: {}, text: "[]", json: [], setCookies: [] };
  },
}));

const { checkExposure } = await import("./check-exposure");

const config = {
  publicUrl: { origin: "https://accounts.example", basePath: "", href: "https://accounts.example" },
  kratos: { publicUrl: "http://127.0.0.1:4433", adminUrl: "http://127.0.0.1:4434" },
} as Config;

beforeEach(() => asked.splice(0));

it.each([
  ["203.0.113.5", true],
  ["127.0.1.1", false],
  ["::1", false],
])("S5: a name that leads to %s: the admin port there is asked for: %s", async (leadsTo, isAsked) => {
  address = leadsTo;
  const findings = await checkExposure(config);
  const at = "http://accounts.example:4434";
  expect(asked.some((url) => url.startsWith(at))).toBe(isAsked);
  expect(findings.some(({ found }) => found.startsWith(at))).toBe(isAsked);
});
