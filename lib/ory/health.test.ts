import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/observe/log";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { getUpstreamHealth, requireAble } from "./health";

type Mood = "ready" | "failing" | "elsewhere" | "silent";

const STATUSES = { ready: 200, failing: 503, elsewhere: 404 };

const mood: Record<"kratos" | "hydra", Mood> = { kratos: "ready", hydra: "ready" };
const asked: string[] = [];
const servers: Server[] = [];
let clock = 0;

async function startUpstream(name: "kratos" | "hydra"): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(`${name} ${request.url}`);
    const is = mood[name];
    if (is !== "silent") response.writeHead(STATUSES[is]).end("{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("COOKIE_SECRET", NEWEST_SECRET);
  vi.stubEnv("KRATOS_PUBLIC_URL", await startUpstream("kratos"));
  vi.stubEnv("HYDRA_ADMIN_URL", await startUpstream("hydra"));
});
beforeEach(() => {
  clock += 60_000;
  asked.length = 0;
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe("getUpstreamHealth", () => {
  it("asks both once, however many ask at the same moment, and again after two seconds", async () => {
    const health = await Promise.all([clock, clock + 10, clock + 1999].map(getUpstreamHealth));
    expect(health).toEqual(Array.from({ length: 3 }, () => ({ kratos: true, hydra: true })));
    expect(asked.sort()).toEqual(["hydra /health/ready", "kratos /health/ready"]);
    await getUpstreamHealth(clock + 2000);
    expect(asked).toHaveLength(4);
  });

  it("tells which one fails", async () => {
    mood.hydra = "failing";
    expect(await getUpstreamHealth(clock)).toEqual({ kratos: true, hydra: false });
    mood.hydra = "ready";
    expect(await getUpstreamHealth(clock + 2000)).toEqual({ kratos: true, hydra: true });
  });

  it("logs once that one is not ready and why, and once that it is again: probes keep no answer", async () => {
    const error = vi.spyOn(getLogger(), "error").mockReturnValue(undefined);
    const info = vi.spyOn(getLogger(), "info").mockReturnValue(undefined);
    mood.hydra = "failing";
    await getUpstreamHealth(clock);
    await getUpstreamHealth(clock + 2000);
    mood.hydra = "ready";
    await getUpstreamHealth(clock + 4000);
    await getUpstreamHealth(clock + 6000);
    expect(error.mock.calls).toEqual([
      [{ event: "upstream-not-ready", upstream: "hydra", cause: "HTTP_503" }],
    ]);
    expect(info.mock.calls).toEqual([[{ event: "upstream-ready", upstream: "hydra" }]]);
    vi.restoreAllMocks();
  });

  it("gives up on one that is silent after a second, long before the timeout of other calls", async () => {
    mood.kratos = "silent";
    const startedAt = performance.now();
    expect(await getUpstreamHealth(clock)).toEqual({ kratos: false, hydra: true });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    mood.kratos = "ready";
  });

  it("asks again two seconds later though somebody set the clock back meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    try {
      vi.advanceTimersByTime(24 * 60 * 60 * 1000);
      await getUpstreamHealth();
      vi.setSystemTime(Date.now() - 60 * 60 * 1000);
      vi.advanceTimersByTime(2000);
      await getUpstreamHealth();
      expect(asked).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe.each(["kratos", "hydra"] as const)("requireAble(%s)", (upstream) => {
  it("asks now, once for all who ask at the same moment, and by no answer from before", async () => {
    const ask = () => requireAble(upstream, "x").then(() => "able", String);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(["able", "able", "able"]);
    expect(asked).toEqual([`${upstream} /health/ready`]);
    mood[upstream] = "failing";
    expect(await ask()).toContain(`${upstream} x: status 503`);
    mood[upstream] = "elsewhere";
    expect(await ask()).toBe("able");
    mood[upstream] = "silent";
    expect(await ask()).toContain(`${upstream} x: status 503`);
    mood[upstream] = "ready";
    expect(await ask()).toBe("able");
    expect(asked).toHaveLength(5);
  });
});
