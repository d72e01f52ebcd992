import { afterAll, expect, it } from "vitest";
import { COOKIE_COUNT_LIMIT } from "@/lib/web/bounds";
import { makeTemporaryFolder } from "@/stack/temporary-folder.mjs";
import { writeBrandFiles } from "@/tests/support/brand-files";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

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
  for (const name of ["__Host-foyer-", "csrf_token_"]) {
    expect(() => open(COOKIE_COUNT_LIMIT, name)).not.toThrow();
    expect(() => open(COOKIE_COUNT_LIMIT + 1, name)).toThrow(expect.objectContaining({ status: 431 }));
  }
  expect(() => open(1000, "c")).not.toThrow();
});
