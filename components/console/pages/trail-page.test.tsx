import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { CONSOLE_CHROME } from "@/tests/unit/views/console-chrome";
import { TrailPage } from "./trail-page";

function draw(operator: { name: string; subject: string }): string {
  const act = {
    act: "1",
    at: "2026-01-01T00:00:00.000Z",
    operator: { issuer: "https://id.example", role: "support", ...operator },
    operation: "recovery.code",
    subject: { kind: "identity", id: "p" },
    requestId: "r",
    diff: [],
  };
  return renderToStaticMarkup(
    <TrailPage
      context={CONSOLE_CHROME}
      view={{
        acts: [act],
        filters: {},
        operations: [],
        source: "memory",
        unkept: { waiting: 0, lost: 0 },
        pager: {},
        exports: [],
      }}
    />,
  );
}

it("L4: the trail says by whose account something was done, whatever they call themselves", () => {
  expect(draw({ name: "Ada Admin", subject: "sam-1" })).toContain("<bdi>sam-1</bdi>");
  expect(draw({ name: "sam-1", subject: "sam-1" }).match(/sam-1/g)).toHaveLength(1);
});
