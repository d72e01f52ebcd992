import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { checkOwnPaths } from "./check-own-paths";

const ANSWERS: Readonly<Record<string, [status: number, type: string]>> = {
  "/brand/brand.css": [200, "text/css; charset=utf-8"],
  "/brand/page.css": [200, "text/html"],
  "/terms.html": [200, "text/html"],
  "/moved.html": [301, "text/html"],
  "/gated.css": [403, "text/html"],
};
const server = createServer(({ url = "" }, response) => {
  const [status, type] = ANSWERS[url] ?? [404, "text/plain"];
  response
    .writeHead(status, { "content-type": type, ...(status === 301 && { location: "/terms.html" }) })
    .end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function look(brandStylesheet: string | undefined, ...links: object[]) {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [byDefault, ...others] = links.map((own, at) => ({ id: `brand-${at}`, links: own }));
  const given = {
    publicUrl: { origin, basePath: "/auth", href: `${origin}/auth` },
    brandStylesheet,
    brands: { byDefault: byDefault ?? { id: "default", links: {} }, others },
  };
  const findings = await checkOwnPaths(given as never as Config);
  expect(findings.every(({ severity }) => severity === "warning")).toBe(true);
  return findings.map(({ setting, found }) => `${setting}: ${found.replace(origin, "")}`);
}

it.each([
  [undefined, []],
  ["/brand/brand.css", []],
  ["/gated.css", []],
  ["/brand/brnad.css", ["FOYER_BRAND_STYLESHEET: /brand/brnad.css answers 404."]],
  [
    "/brand/page.css",
    [
      "FOYER_BRAND_STYLESHEET: /brand/page.css answers 200 and text/html, which no browser takes for a stylesheet.",
    ],
  ],
])("a stylesheet at %s is told of where nobody has it", async (path, findings) => {
  expect(await look(path)).toEqual(findings);
});

it("a page of this origin that the foot of each page leads to and nobody has is told of once", async () => {
  const links = { terms: "/terms.html", privacy: "/moved.html", help: "https://help.invalid/" };
  expect(await look(undefined, links)).toEqual([]);
  const missing = { help: "/help.html", imprint: { href: "/imprint.html", title: {} } };
  expect(await look(undefined, missing, missing, { help: "mailto:help@id.example" })).toEqual([
    "FOYER_HELP_URL, or links.help of the brand brand-0: /help.html answers 404.",
    "links.imprint of the brand brand-0: /imprint.html answers 404.",
  ]);
});
