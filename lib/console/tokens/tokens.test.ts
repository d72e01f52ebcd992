import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

/** What Hydra says of the token, and whether it can work. */
let answer: object;
let isAble: boolean;

beforeEach(() => {
  setConsoleEnvironment();
  vi.doMock("../ory/admin.server", () => ({ callAdmin: async () => answer }));
  vi.doMock("@/lib/ory/health", () => ({
    requireAble: async (upstream: string) => {
      if (!isAble) throw new Error(`${upstream} is away`);
    },
  }));
});

it("C24: a token is not said to be over by a Hydra that cannot look", async () => {
  const { introspect } = await import("./tokens.server");
  answer = { active: false };
  isAble = false;
  await expect(introspect(OPERATOR, "t")).rejects.toThrow("hydra is away");
  isAble = true;
  expect(await introspect(OPERATOR, "t")).toEqual(answer);
  answer = { active: true, client_id: "app" };
  isAble = false;
  expect(await introspect(OPERATOR, "t")).toEqual(answer);
});
