import { beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { ActRefused } from "../act/act-definition";
import type { Operator } from "../operator/operator";
import type { Role } from "../operator/permissions";
import type { Job } from "./job";

const started: string[] = [];

beforeEach(() => {
  started.length = 0;
  setEnvironment();
  vi.doMock("./run.server", () => ({
    startJob: async (_: Operator, { id }: Job) => started.push(id) > 0,
  }));
});

const toJob = (kind: Job["kind"], act?: string) =>
  ({ id: `${kind}-${act}`, kind, title: "x", state: "stopped", cursor: "1", data: { act } }) as never as Job;

async function start(role: Role, job: Job) {
  const { toJobActs } = await import("./acts.server");
  const prepared = toJobActs(job)[0]?.prepare({});
  if (!prepared || "problems" in prepared) throw new Error("not prepared");
  return prepared.run({ role } as never as Operator);
}

it.each([
  ["support", toJob("bulk", "delete")],
  ["viewer", toJob("bulk", "sign-out")],
  ["support", toJob("import")],
] as const)("C8: %s does not carry on what their role may not do, whoever began it", async (role, job) => {
  await expect(start(role, job)).rejects.toHaveProperty("name", ActRefused.name);
  expect(started).toEqual([]);
});

it("a job is carried on by whoever may do what it does", async () => {
  await start("support", toJob("bulk", "block"));
  await start("admin", toJob("bulk", "delete"));
  await start("admin", toJob("import"));
  expect(started).toEqual(["bulk-block", "bulk-delete", "import-undefined"]);
});
