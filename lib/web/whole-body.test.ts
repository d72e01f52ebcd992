import { createElement } from "react";
import { expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const DOCUMENT = '<!doctype html><html lang="en"><head></head>Zoë 🦊</html>';

async function draw() {
  vi.resetModules();
  setEnvironment();
  const [{ renderDocument }, body] = await Promise.all([import("./render-document"), import("./whole-body")]);
  return { ...body, render: () => renderDocument(createElement("html", { lang: "en" }, "Zoë 🦊")) };
}

it("a document is the text that it was made of, which is what its stream holds", async () => {
  const { readWholeBody, render } = await draw();
  const answer = await render();
  expect(await readWholeBody(answer)).toBe(DOCUMENT);
  expect(await answer.text()).toBe(DOCUMENT);
});

it("where the server reads documents as a whole, no stream is made of them", async () => {
  const { expectWholeReader, readWholeBody, render } = await draw();
  expectWholeReader();
  const answer = await render();
  expect(answer.body).toBeNull();
  expect(await readWholeBody(answer)).toBe(DOCUMENT);
});

it("any other answer is read from its stream, bytes unchanged; one without a body has none", async () => {
  const { readWholeBody } = await import("./whole-body");
  const bytes = Buffer.from([0, 255, 128, 10]);
  expect(Buffer.from((await readWholeBody(new Response(bytes))) as ArrayBuffer)).toEqual(bytes);
  expect(await readWholeBody(new Response(null, { status: 303 }))).toBeUndefined();
});
