import { beforeEach, expect, it, vi } from "vitest";
import type { Job, RowResult } from "@/lib/console/jobs/job";
import { readUrl } from "@/lib/web/request-url";
import { OPERATOR, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";

beforeEach(() => {
  setConsoleEnvironment({ CONSOLE_OIDC_ISSUER: "https://oauth.example/", CONSOLE_OIDC_ACR_VALUES: "any" });
  vi.doMock("@/lib/console/request/answer-console.server", () => ({
    answerOperator: async (
      _: string,
      __: string,
      request: Request,
      run: (page: unknown) => Promise<Response>,
    ) =>
      run({
        operator: OPERATOR,
        session: { handle: "h" },
        context: CONSOLE_CHROME,
        request,
        path: readUrl(request).pathname,
        address: "/console/jobs?done=bulk.resume",
      }),
  }));
});

interface Shown {
  changes?: Partial<Job>;
  isRunning?: boolean;
  done?: string;
  /** Pages of its results. */
  results?: RowResult[][];
}

/** What the page of a job for many says. */
async function read({ changes = {}, isRunning = false, done = "", results = [] }: Shown): Promise<string> {
  const jobs = await import("@/lib/console/jobs/jobs.server");
  const job = jobs.newJob({ kind: "bulk", title: "x", by: "ada", cursor: "start", data: { act: "block" } });
  await jobs.publishJob({ ...job, pages: results.length, ...changes });
  for (const [page, rows] of results.entries()) await jobs.putResults(job.id, page, rows);
  const lease = isRunning ? await jobs.takeLease(job.id) : undefined;
  const { GET } = await import("./jobs/[id]/route");
  const params = Promise.resolve({ id: job.id });
  const { seeDone } = await import("@/lib/web/cookies/done");
  const address = `/console/jobs/${job.id}?done=${done}`;
  const cookies = (await seeDone(address)).headers.getSetCookie();
  const answer = await GET(toRequest(address, { cookies }), { params });
  await lease?.drop();
  return answer.text();
}

const BEGUN = "It is under way.";
const READY = "It is ready: look at what it says, and begin.";

it("C24: what an act said of a job is said only as long as it is so", async () => {
  const running = { changes: { state: "running" }, isRunning: true } as const;
  expect(await read({ ...running, done: "bulk.resume" })).toContain(BEGUN);
  expect(await read({ done: "identities.bulk-all" })).toContain(READY);
  expect(await read({ ...running, done: "identities.bulk-all" })).not.toContain(READY);
  for (const state of ["stopped", "paused", "finished", "running"] as const)
    expect(await read({ changes: { state }, done: "bulk.resume" }), state).not.toContain(BEGUN);
});

it("C24: a job's page says that more rows did not work than it looked at", async () => {
  const results = Array.from({ length: 25 }, (_, page): RowResult[] => [
    { label: `p${page}`, result: page === 24 ? "failed" : "nothing-to-do" },
  ]);
  const late = await read({ changes: { state: "stopped", failed: 1 }, results });
  expect(late).toContain("None of the rows that are looked through here.");
  expect(late).toContain("The file has the others.");
  expect(late).not.toContain("Nothing, so far.");
  expect(late).not.toContain("nothing to do");
});

it("C24: a row that failed after two thousand that a check refused is on the page of its job", async () => {
  const refused = Array.from({ length: 40 }, (_, page) =>
    Array.from(
      { length: 50 },
      (_, row): RowResult => ({ label: `Row ${page}-${row}`, result: "failed", detail: `of ${page}-${row}` }),
    ),
  );
  const late: RowResult = { label: "Row 2001", result: "failed", detail: "Somebody has this address." };
  const html = await read({
    changes: { failed: 2001, failedPages: undefined },
    results: [...refused, [late]],
  });
  expect(html).toContain("Row 2001");
  expect(html).toContain("Row 0-0");
  expect(html).toContain("The file has the others.");
});

it("a page that reads itself anew asks for nothing to be typed", async () => {
  const html = await read({ changes: { state: "running" }, isRunning: true });
  expect(html).toContain("Stop it");
  expect(html).not.toMatch(/<(input|textarea)[^>]*name="reason"/);
  expect(html).toContain('<noscript><meta http-equiv="refresh" content="3;url=/console/jobs?automatic=1"/>');
});

it("C24: the list of imports says of one that nobody works on that it was interrupted", async () => {
  vi.doMock("@/lib/console/schemas/schemas.server", () => ({ listSchemas: async () => [] }));
  const jobs = await import("@/lib/console/jobs/jobs.server");
  const { GET } = await import("./import/route");
  const list = async () => (await GET(toRequest("/console/import"))).text();
  const job = jobs.newJob({ kind: "import", title: "x", by: "ada", cursor: "0", data: {} });
  await jobs.publishJob({ ...job, state: "running" });
  expect(await list()).toContain("interrupted");
  await jobs.takeLease(job.id);
  expect(await list()).not.toContain("interrupted");
});
