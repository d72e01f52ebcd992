import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { NO_PROBLEMS } from "@/lib/console/forms/form";
import { jobSchema, type RowResult } from "@/lib/console/jobs/job";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { JobPage } from "./job-page";

function draw(kind: "import" | "bulk", state: "ready" | "finished", rows: readonly RowResult[] = []) {
  const job = jobSchema.parse({
    ...{ id: "a", kind, state, title: "Block everywhere: everybody", by: "Ada", data: {} },
    ...{ done: 0, failed: rows.length, pages: 0, createdAt: 0 },
  });
  const view = { job, isRunning: false, rows, problems: NO_PROBLEMS };
  return renderToStaticMarkup(<JobPage context={CONSOLE_CHROME} view={view} />);
}

it("only a file that was checked has rows that do not fit, no act for many", () => {
  expect(draw("import", "ready")).toMatch(/Do not fit.*What does not fit/s);
  for (const page of [draw("bulk", "ready"), draw("bulk", "finished"), draw("import", "finished")])
    expect(page).toMatch(/Did not work.*What did not work/s);
});

it("a job's title in the tab says how it is, its heading what it does", () => {
  const page = draw("bulk", "finished");
  expect(page).toContain("<title>Block everywhere: everybody: finished");
  expect(page).toMatch(/<h1[^>]*><bdi>Block everywhere: everybody<\/bdi>/);
});

it("a reason that a thousand rows have hides no other, and each is drawn once", () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    label: `Row ${index + 2}`,
    result: "failed" as const,
    detail: index === 990 ? "email is missing" : "has 3 cells in place of 4",
  }));
  const page = draw("import", "ready", rows);
  expect(page).toMatch(/Row 992.*email is missing/s);
  expect(page).toContain("989 more like Row 2<");
  expect(page.match(/in place of 4/g)).toHaveLength(11);
  expect(draw("import", "ready", rows.slice(0, 11))).toMatch(/Row 12<(?!.*more like)/s);
});
