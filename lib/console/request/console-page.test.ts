import { expect, it } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

it("D1: more cookies of ours than there are do not reach the console, either", async () => {
  setConsoleEnvironment();
  const { toConsolePage } = await import("./console-page.server");
  const open = (count: number, name: string) =>
    toConsolePage(
      toRequest("/console", { cookies: Array.from({ length: count }, (_, at) => `${name}${at}=v`) }),
    );
  for (const name of ["__Host-foyer-", "csrf_token_"]) {
    expect(() => open(40, name)).not.toThrow();
    expect(() => open(41, name)).toThrow(expect.objectContaining({ status: 431 }));
  }
  expect(() => open(1000, "c")).not.toThrow();
});
