import { expect, it } from "vitest";
import { type JobStep, jobSchema, resultSchema, toLookPages, withStep } from "./job";

const JOB = {
  id: "job",
  kind: "import",
  title: "x",
  by: "kim",
  state: "finished",
  done: 0,
  failed: 0,
  pages: 0,
  data: {},
  createdAt: 0,
};

it("C24: a job in a state that a newer release knows is there, and can be carried on", () => {
  expect(jobSchema.parse(JOB).state).toBe("finished");
  expect(jobSchema.parse({ ...JOB, state: "held-back" }).state).toBe("stopped");
  expect(resultSchema.parse({ label: "x", result: "put-off" }).result).toBe("unknown");
});

it("rows that failed are found however many worked before them", () => {
  const step = (result: "done" | "failed"): JobStep => ({
    results: [{ label: "x", result }],
    cursor: "next",
  });
  let job = jobSchema.parse({ ...JOB, failedPages: [] });
  for (let page = 0; page < 100; page += 1) job = withStep(job, step(page >= 70 ? "failed" : "done"));
  const toTen = (from: number) => Array.from({ length: 10 }, (_, index) => from + index);
  expect(toLookPages(job)).toEqual([...toTen(70), ...toTen(90)]);

  const old = withStep(jobSchema.parse({ ...JOB, pages: 70 }), step("failed"));
  expect(toLookPages(old)).toEqual([...toTen(0), ...toTen(61)]);
});
