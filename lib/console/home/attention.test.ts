import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

const NOW = Date.parse("2030-01-01T12:00:00Z");

beforeEach(() => setConsoleEnvironment());

/** Who waits for mail of so many minutes ago, newest first, as the home page says it. */
async function findWaiting(minutes: readonly number[], next?: string) {
  const items = minutes.map((ago) => ({
    id: `m${ago}`,
    recipient: `${ago}@foyer.example`,
    created_at: new Date(NOW - ago * 60_000).toISOString(),
  }));
  vi.resetModules();
  vi.doMock("../messages/messages.server", () => ({ listMessages: async () => ({ items, next }) }));
  const { findWaitingMail } = await import("./attention.server");
  return (await findWaitingMail(OPERATOR, NOW)).map(({ recipient }) => recipient);
}

it("mail that was just made waits for nothing, older mail is told, the oldest first", async () => {
  expect(await findWaiting([0, 1, 9])).toEqual([]);
  expect(await findWaiting([0, 11, 30])).toEqual(["30@foyer.example", "11@foyer.example"]);
});

it("of a queue that is longer than a page its first page waits, however new it is", async () => {
  expect(await findWaiting([0, 1], "next")).toEqual(["1@foyer.example", "0@foyer.example"]);
});

it("a Kratos that does not answer hides nothing else of the home page", async () => {
  const { OryError } = await import("../../ory/error");
  const away = new OryError({ upstream: "kratos", operation: "listCourierMessages", kind: "timeout" });
  vi.doMock("../messages/messages.server", () => ({ listMessages: () => Promise.reject(away) }));
  const { findWaitingMail } = await import("./attention.server");
  expect(await findWaitingMail(OPERATOR)).toEqual([]);
});
