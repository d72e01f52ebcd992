import { createElement } from "react";
import { expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

it("a document is the text that it was made of, which is what its stream holds", async () => {
  setEnvironment();
  const [{ renderDocument }, { readWholeBody }] = await Promise.all([
    import("./render-document"),
    import("./whole-body"),
  ]);
  const answer = await renderDocument(createElement("html", { lang: "en" }, "Zoë 🦊"));
  expect(readWholeBody(answer)).toBe('<!doctype html><html lang="en"><head></head>Zoë 🦊</html>');
  expect(await answer.text()).toBe(readWholeBody(answer));
});

it("any other answer is read from its stream, bytes unchanged", async () => {
  const { readWholeBody } = await import("./whole-body");
  const bytes = Buffer.from([0, 255, 128, 10]);
  expect(Buffer.from((await readWholeBody(new Response(bytes))) as ArrayBuffer)).toEqual(bytes);
});
