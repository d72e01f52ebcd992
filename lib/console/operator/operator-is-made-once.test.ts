import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const FOLDERS = ["app", "components", "lib"];
const SOURCE = /(?<!\.test)\.(ts|tsx)$/;

it("C1: an Operator is made in one place, after the session and the role were looked at", async () => {
  const makers: string[] = [];
  for (const folder of FOLDERS) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (!SOURCE.test(name)) continue;
      const file = join(folder, name);
      if (/\bas (unknown as )?Operator\b/.test(await readFile(file, "utf8"))) makers.push(file);
    }
  }
  expect(makers).toEqual(["lib/console/operator/require-operator.server.ts"]);
});

it("C1, C18: every route of the console answers through the console's guard", async () => {
  const routes = (await readdir("app/console", { recursive: true })).filter((name) =>
    /route\.tsx?$/.test(name),
  );
  expect(routes.length).toBeGreaterThan(10);
  for (const route of routes) {
    const source = await readFile(join("app/console", route), "utf8");
    const methods = source.match(/export (async )?(function|const) (GET|POST|PUT|PATCH|DELETE)\b/g) ?? [];
    const guarded = source.match(/\b(answerOperator|answerConsole)\(/g) ?? [];
    expect(guarded.length, route).toBeGreaterThan(0);
    expect(methods.length, route).toBeGreaterThan(0);
  }
});
