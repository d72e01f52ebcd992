/** Crowds at an upstream, on stubs that hold their answers back. */

import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const AT_ONCE = 64;
const WAITING = 256;
const TIMEOUT_MS = 5000;

let stubs: Server[] = [];

beforeEach(() => setEnvironment({ FOYER_UPSTREAM_TIMEOUT_MS: String(TIMEOUT_MS) }));
afterEach(() => {
  vi.useRealTimers();
  for (const stub of stubs) {
    stub.closeAllConnections();
    stub.close();
  }
  stubs = [];
});

/** A server that answers when it is told to, and says when it was asked. */
async function startStub() {
  const held: ServerResponse[] = [];
  let told = () => {};
  const server = createServer((_request, response) => {
    held.push(response);
    told();
  });
  stubs.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    answer: () => held.shift()?.end("{}"),
    async untilHeld(count: number) {
      while (held.length < count)
        await new Promise<void>((resolve) => {
          told = resolve;
        });
    },
  };
}

async function toAsk() {
  const { send } = await import("./transport");
  return (upstream: "kratos" | "hydra", url: string) =>
    send({ upstream, operation: "x", method: "GET", headers: {}, url });
}

describe("a crowd", () => {
  it("P16: the time to answer counts from the connection, not from the queue", async () => {
    const [stub, ask] = [await startStub(), await toAsk()];
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const first = Array.from({ length: AT_ONCE }, () => ask("kratos", stub.url));
    const late = [ask("kratos", stub.url), ask("kratos", stub.url)];
    const outcomes = Promise.allSettled(first);
    await stub.untilHeld(AT_ONCE);
    vi.advanceTimersByTime(TIMEOUT_MS - 1000);
    stub.answer();
    // The others are asked already, and one more now.
    await stub.untilHeld(AT_ONCE);
    vi.advanceTimersByTime(TIMEOUT_MS - 1000);
    expect((await outcomes).filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    // One was answered, so the server lives: those who still wait have their turn.
    await stub.untilHeld(AT_ONCE + 1);
    for (let held = 0; held <= AT_ONCE; held += 1) stub.answer();
    expect((await Promise.all(late)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it("P16: whoever finds no place to wait hears so at once, and when to come back", async () => {
    const [stub, ask] = [await startStub(), await toAsk()];
    const asked = Array.from({ length: AT_ONCE + WAITING }, () => ask("kratos", stub.url));
    const error = await ask("kratos", stub.url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "OryError", kind: "busy" });
    const { toProblem } = await import("@/lib/web/problem");
    const problem = toProblem(error, new Request("https://id.example/login"));
    expect(problem).toMatchObject({ status: 503, name: "upstream-busy", headers: { "retry-after": "5" } });
    for (let answered = 0; answered < asked.length; answered += 1) {
      await stub.untilHeld(1);
      stub.answer();
    }
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  it("P16: where a server answers nobody, those who wait hear so with who was connected", async () => {
    const [stub, ask] = [await startStub(), await toAsk()];
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked = Array.from({ length: AT_ONCE + WAITING }, () => ask("kratos", stub.url));
    const outcomes = Promise.allSettled(asked);
    await stub.untilHeld(AT_ONCE);
    vi.advanceTimersByTime(TIMEOUT_MS + 1);
    const kinds = (await outcomes).map((outcome) => outcome.status === "rejected" && outcome.reason.kind);
    expect(new Set(kinds)).toEqual(new Set(["timeout"]));
    vi.useRealTimers();
    const next = ask("kratos", stub.url);
    await stub.untilHeld(AT_ONCE + 1);
    for (let held = 0; held <= AT_ONCE; held += 1) stub.answer();
    expect((await next).status).toBe(200);
  });

  it("P16: one slow server holds up nobody who asks the other", async () => {
    const [slow, quick, ask] = [await startStub(), await startStub(), await toAsk()];
    const waiting = Promise.allSettled(
      Array.from({ length: AT_ONCE + WAITING }, () => ask("kratos", slow.url)),
    );
    const other = ask("hydra", quick.url);
    await quick.untilHeld(1);
    quick.answer();
    expect((await other).status).toBe(200);
    for (let answered = 0; answered < AT_ONCE + WAITING; answered += 1) {
      await slow.untilHeld(1);
      slow.answer();
    }
    await waiting;
  });
});
