import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import type { Operator } from "../operator/operator";

const NOW = Date.parse("2030-01-01T12:00:00Z");

beforeEach(() => setConsoleEnvironment());

/** Who waits for mail of so many minutes ago, newest first, as the home page says it. */
async function findWaiting(...pages: readonly (readonly number[])[]) {
  const listMessages = async (_: Operator, { pageToken = "0" }: { pageToken?: string }) => {
    const items = (pages[Number(pageToken)] ?? []).map((ago) => ({
      id: `m${ago}`,
      recipient: `${ago}@foyer.example`,
      created_at: new Date(NOW - ago * 60_000).toISOString(),
    }));
    const next = Number(pageToken) + 1;
    return { items, next: next < pages.length ? String(next) : undefined };
  };
  vi.resetModules();
  vi.doMock("../messages/messages.server", () => ({ listMessages }));
  const { findWaitingMail } = await import("./attention.server");
  return (await findWaitingMail(OPERATOR, NOW)).map(({ recipient }) => recipient);
}

it("mail that was just made waits for nothing, older mail is told, the oldest first", async () => {
  expect(await findWaiting([0, 1, 9])).toEqual([]);
  expect(await findWaiting([0, 11, 30])).toEqual(["30@foyer.example", "11@foyer.example"]);
});

it("a page of mail that a moment brought waits for nothing, what stands behind it may", async () => {
  expect(await findWaiting([0, 1], [2])).toEqual([]);
  expect(await findWaiting([0, 1], [2, 11], [30])).toEqual(["11@foyer.example"]);
});

it("of a queue without end all waits, however new it is", async () => {
  const pages = Array.from({ length: 20 }, (_, page) => [page / 10]);
  expect(await findWaiting(...pages)).toEqual(["0.5@foyer.example"]);
});

it("a Kratos that does not answer hides nothing else of the home page", async () => {
  const { OryError } = await import("../../ory/error");
  const away = new OryError({ upstream: "kratos", operation: "listCourierMessages", kind: "timeout" });
  vi.doMock("../messages/messages.server", () => ({ listMessages: () => Promise.reject(away) }));
  const { findWaitingMail } = await import("./attention.server");
  expect(await findWaitingMail(OPERATOR)).toEqual([]);
});
