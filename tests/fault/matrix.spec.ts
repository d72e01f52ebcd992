/** Page × fault (threats §2): what a person sees, what Hydra is told, and that it passes without a restart. */

import type { Fault, FaultProxy } from "../support/fault-proxy";
import { expect, type Faults, test } from "../support/fault-test";
import type { Stack } from "../support/test";
import type { LoadedPage } from "../support/user-agent.mjs";
import { finishAtApp, openScene, PAGES, type Scene } from "./pages";

interface Row {
  name: string;
  fault?: Fault;
  /** Breaks and mends the whole server in place of single answers. */
  whole?: { begin: (proxy: FaultProxy) => Promise<void>; end: (proxy: FaultProxy) => Promise<void> };
  status: number;
  retryAfter?: string;
}

const AWAY = 503;
const NONSENSE = 502;
const BUSY = 429;
/** A timeout of four seconds, and a loaded machine. */
const PATIENCE_MS = 9000;

const HUGE: Row = { name: "answers 50 MB", fault: { kind: "huge", bytes: 50_000_000 }, status: NONSENSE };

const ROWS: readonly Row[] = [
  {
    name: "is down (connections refused)",
    whole: { begin: (proxy) => proxy.refuse(), end: (proxy) => proxy.accept() },
    status: AWAY,
    retryAfter: "5",
  },
  { name: "hangs up before it answers", fault: { kind: "reset" }, status: AWAY, retryAfter: "5" },
  { name: "drips its answer", fault: { kind: "drip", everyMs: 500 }, status: AWAY, retryAfter: "5" },
  { name: "takes 30 s", fault: { kind: "slow", ms: 30_000 }, status: AWAY, retryAfter: "5" },
  { name: "answers 500", fault: { kind: "status", status: 500 }, status: AWAY, retryAfter: "5" },
  {
    name: "answers 503 with Retry-After",
    fault: { kind: "status", status: 503, headers: { "retry-after": "11" } },
    status: AWAY,
    retryAfter: "11",
  },
  {
    name: "answers 429 with Retry-After",
    fault: { kind: "status", status: 429, headers: { "retry-after": "7" } },
    status: BUSY,
    retryAfter: "7",
  },
  { name: "cuts its answer off", fault: { kind: "truncated" }, status: NONSENSE },
  { name: "resets in the middle of its answer", fault: { kind: "reset-midway" }, status: NONSENSE },
  { name: "answers garbage in place of HTTP", fault: { kind: "garbage" }, status: NONSENSE },
  { name: "answers HTML with 200", fault: { kind: "html" }, status: NONSENSE },
  { name: "answers nothing with 204", fault: { kind: "status", status: 204, body: "" }, status: NONSENSE },
  HUGE,
];

const WORDS: Readonly<Record<number, RegExp>> = {
  [AWAY]: /does not answer at the moment\. You are not signed out/,
  [NONSENSE]: /makes no sense\. You are not signed out/,
  [BUSY]: /More is being asked of this service/,
};

for (const upstream of ["kratos", "hydra"] as const) {
  const title = upstream === "kratos" ? "Kratos" : "Hydra";
  for (const row of ROWS) {
    if (upstream === "hydra" && row === HUGE) continue;
    test(`when ${title} ${row.name}, pages say so with ${row.status}, accept nothing, and it passes`, async ({
      stack,
      faults,
    }) => {
      await expectToPass({ stack, faults }, upstream, row, (page, document, ms) => {
        expectProblem(page, document, ms, row);
      });
    });
  }
}

test("when Hydra answers 50 MB, pages say 400, the list of apps stays, and it passes", async ({
  stack,
  faults,
}) => {
  await expectToPass({ stack, faults }, "hydra", HUGE, (page, { status, html }, ms) => {
    // What Hydra says of one request, or of one consent, is as large as an app made it (threats D2, O16).
    const isList = page === "GET /account/apps";
    expect.soft(status, page).toBe(isList ? 200 : 400);
    expect
      .soft(html, page)
      .toMatch(isList ? /may not be listed and may still have access/ : /^<!doctype html>/);
    expect.soft(ms, `${page}: bounded in time`).toBeLessThan(PATIENCE_MS);
  });
});

type Expectation = (page: string, document: LoadedPage, ms: number) => void;

async function expectToPass(
  { stack, faults }: { stack: Stack; faults: Faults },
  upstream: "kratos" | "hydra",
  row: Row,
  expectDocument: Expectation,
): Promise<void> {
  const scene = await openScene(stack);
  const proxy = faults[upstream];
  if (row.fault) proxy.break(row.fault);
  await row.whole?.begin(proxy);
  faults.hydra.clear();

  await expectDocuments(
    scene,
    PAGES.filter(({ needs }) => needs.includes(upstream)),
    expectDocument,
  );
  const alive = await fetch(`${stack.urls.foyer}/health/alive`);
  expect(alive.status, "alive says nothing of others").toBe(200);
  expect(countAccepts(faults.hydra), "accepts during the fault").toBe(0);

  proxy.heal();
  await row.whole?.end(proxy);
  const end = await finishAtApp(scene);
  expect(end.url.href, "the same page goes on, without a restart").toBe(`${stack.urls.relyingParty}/`);
  expect(end.text).toContain(scene.person.email);
  expect(countAccepts(faults.hydra), "accepts in all").toBe(1);
}

async function expectDocuments(
  scene: Scene,
  pages: typeof PAGES,
  expectDocument: Expectation,
): Promise<void> {
  const visits = pages.map(async ({ name, visit }) => {
    const begun = performance.now();
    return { name, document: await visit(scene), ms: performance.now() - begun };
  });
  for (const { name, document, ms } of await Promise.all(visits)) expectDocument(name, document, ms);
}

function expectProblem(name: string, document: LoadedPage, ms: number, row: Row): void {
  const { status, headers, html } = document;
  expect.soft(status, name).toBe(row.status);
  expect.soft(html, name).toMatch(WORDS[row.status] ?? /$^/);
  expect.soft(html, `${name}: a fault is no sign-out`).not.toMatch(/You are signed out|session has ended/);
  expect.soft(html, `${name}: a whole document`).toMatch(/^<!doctype html>[\s\S]*<\/html>$/);
  expect.soft(headers.get("retry-after"), name).toBe(row.retryAfter ?? null);
  expect.soft(html, `${name}: a reference`).toContain(headers.get("x-request-id") ?? "no request id");
  expect.soft(html, `${name}: nothing of the upstream's own answer`).not.toMatch(/made up by a test|café/);
  expect.soft(ms, `${name}: bounded in time`).toBeLessThan(PATIENCE_MS);
}

function countAccepts(hydra: FaultProxy): number {
  return hydra.count("PUT", /\/consent\/accept\?/);
}
