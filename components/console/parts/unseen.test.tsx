import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { toDiff } from "@/lib/console/diff/to-diff";
import { DiffView } from "./diff-view";
import { JsonView } from "./json-view";

const TURNED = { client_uri: "https://shop.example/\u202egpj.exe" };
const PLAIN = { client_uri: "https://sh\u200bop.example/" };

it("C28: what draws nothing, or turns a line, is seen in JSON and in what changed", () => {
  const html = renderToStaticMarkup(
    <>
      <JsonView value={TURNED} />
      <DiffView lines={toDiff(TURNED, PLAIN)} label="Before and after" />
    </>,
  );
  expect(html.match(/\\u202e/g)).toHaveLength(2);
  expect(html).toContain("\\u200b");
  expect(html).not.toMatch(/[\u202e\u200b]/);
});
