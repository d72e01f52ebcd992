import { afterAll, expect, it } from "vitest";
import { COOKIE_COUNT_LIMIT } from "@/lib/web/bounds";
import { makeTemporaryFolder } from "@/stack/temporary-folder.mjs";
import { writeBrandFiles } from "@/tests/support/brand-files";
import { OPERATOR, SESSION_DETAILS, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import type { ConsoleSession } from "../session/session";

const folder = makeTemporaryFolder("console-brands");
afterAll(() => folder.remove());

it("the console has the name of its own host's brand: of three hosts, three", async () => {
  const FOYER_BRAND = writeBrandFiles(folder.path, {
    ".": { name: "Plainhouse" },
    harbour: { name: "Harbour Savings", for: { hosts: ["id.example"] } },
  });
  for (const [host, name] of [
    ["id.example", "Harbour Savings console"],
    ["other.example", "Plainhouse console"],
  ]) {
    setConsoleEnvironment({
      FOYER_BRAND,
      FOYER_PUBLIC_URL: `https://${host}`,
      CONSOLE_URL: `https://${host}/console`,
    });
    const { toConsolePage } = await import("./console-page.server");
    expect(toConsolePage(toRequest("/console")).context.productName).toBe(name);
  }
});

it("D1: more cookies of ours than there are do not reach the console, either", async () => {
  setConsoleEnvironment();
  const { toConsolePage } = await import("./console-page.server");
  const open = (count: number, name: string) =>
    toConsolePage(
      toRequest("/console", { cookies: Array.from({ length: count }, (_, at) => `${name}${at}=v`) }),
    );
  for (const name of ["__Host-foyer-", "__Host-csrf_token_"]) {
    expect(() => open(COOKIE_COUNT_LIMIT, name)).not.toThrow();
    expect(() => open(COOKIE_COUNT_LIMIT + 1, name)).toThrow(expect.objectContaining({ status: 431 }));
  }
  expect(() => open(1000, "c")).not.toThrow();
});

it("C11: a page tells two operators of one name apart, and knows one of them again", async () => {
  setConsoleEnvironment();
  const { toConsolePage, withOperator } = await import("./console-page.server");
  const page = toConsolePage(toRequest("/console"));
  const session: ConsoleSession = { ...SESSION_DETAILS, handle: "h", createdAt: 0, lastSeenAt: 0 };
  const toKey = (subject: string, role: "admin" | "viewer" = "admin") =>
    withOperator(page, { ...OPERATOR, subject, role }, session).context.operator?.key;
  expect(toKey("one")).not.toBe(toKey("other"));
  expect(toKey("one", "viewer")).toBe(toKey("one"));
});
