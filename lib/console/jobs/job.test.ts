import { expect, it } from "vitest";
import { jobSchema, resultSchema } from "./job";

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
