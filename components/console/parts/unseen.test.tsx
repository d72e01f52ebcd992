import { readdirSync, readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { toDiff } from "@/lib/console/diff/to-diff";
import { DiffView } from "./diff-view";
import { ForeignText } from "./foreign-text";
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

it("C28: every text of a page that somebody else wrote is drawn by one component", () => {
  const html = renderToStaticMarkup(
    <ForeignText>
      {"a\u202eb"} and {"c\nd"}
    </ForeignText>,
  );
  expect(html).toBe("<bdi>a\\u202eb and c\\u000ad</bdi>");
  const folder = "components/console";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const raw = files.filter(
    (file) =>
      /(?<!\.test)\.tsx$/.test(file) && /<(bdi|pre)\b/.test(readFileSync(`${folder}/${file}`, "utf8")),
  );
  expect(raw.toSorted()).toEqual(
    ["pages/client-page", "pages/key-page", "parts/foreign-text", "parts/json-view"].map(
      (file) => `${file}.tsx`,
    ),
  );
});
