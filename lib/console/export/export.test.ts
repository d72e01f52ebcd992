import { beforeEach, expect, it, vi } from "vitest";
import type { Operator } from "../operator/operator";

beforeEach(() => vi.resetModules());

const blocked = { id: "1", schema_id: "default", state: "inactive", traits: { email: "ada@example.org" } };

/** Of three pages, one of whom on the last is blocked. */
async function readTexts(format: "csv" | "json"): Promise<string[]> {
  const pages = [
    { items: [{ state: "active" }], next: "2" },
    { items: [{ state: "active" }], next: "3" },
    { items: [blocked, blocked] },
  ];
  vi.doMock("../identities/identities.server", () => ({ listIdentities: async () => pages.shift() }));
  const { readIdentityPages } = await import("./export.server");
  const filter = { kind: "all", only: { state: "blocked" } } as const;
  const texts: string[] = [];
  for await (const { text } of readIdentityPages({} as Operator, filter, { format, paths: ["email"] }))
    texts.push(text);
  return texts;
}

it("a page on which nobody is found sends something of a JSON file, which stays one", async () => {
  const texts = await readTexts("json");
  expect(texts[1]).not.toBe("");
  expect(JSON.parse(texts.join(""))).toEqual([blocked, blocked]);
});

it("a page on which nobody is found leaves no empty line in a CSV file", async () => {
  const lines = (await readTexts("csv")).join("").trimEnd().split(/\r?\n/);
  expect(lines).toHaveLength(3);
  expect(lines).not.toContain("");
});
