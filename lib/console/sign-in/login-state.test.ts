import { expect, it } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

const MOST = 4;

async function open() {
  setConsoleEnvironment();
  const { keepLoginState, takeLoginState } = await import("./login-state.server");
  /** As a browser keeps them: by name, the oldest first. */
  const jar = new Map<string, string>();
  const toAsked = () => toRequest("/console/sign-in/start", { cookies: [...jar.values()] });
  return {
    jar,
    async begin(state: string, returnTo = "/console") {
      const login = { state, nonce: "n", verifier: "v", returnTo, startedAt: 0, since: 0 };
      for (const line of await keepLoginState(toAsked(), login)) {
        const [name = ""] = line.split("=", 1);
        if (line.includes("Max-Age=0")) jar.delete(name);
        else jar.set(name, line);
      }
    },
    isKnown: async (state: string) => (await takeLoginState(toAsked(), state)).login?.state === state,
  };
}

it("D6: however often a sign-in is begun, a browser goes on with the newest four and no more", async () => {
  const { jar, begin, isKnown } = await open();
  for (let count = 1; count <= 60; count += 1) {
    await begin(`state-${count}`);
    expect(jar.size).toBe(Math.min(count, MOST));
  }
  expect(await isKnown("state-56")).toBe(false);
  for (const state of ["state-57", "state-58", "state-59", "state-60"])
    expect(await isKnown(state)).toBe(true);
});

it("D6: nor do a few that lead to addresses as long as any take the room of all others", async () => {
  const { jar, begin, isKnown } = await open();
  const long = `/console/search?q=${"x".repeat(1980)}`;
  for (let count = 1; count <= 10; count += 1) await begin(`state-${count}`, long);
  expect([...jar.values()].join("; ").length).toBeLessThan(8000);
  expect(await isKnown("state-10")).toBe(true);
  expect(await isKnown("state-9")).toBe(true);
});
