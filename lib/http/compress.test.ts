import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compress } from "./compress";

const page = "<p>a line of a page</p>".repeat(100);
const ask = (encoding?: string) =>
  new Request("http://foyer.test/login", {
    headers: encoding === undefined ? {} : { "accept-encoding": encoding },
  });
const html = (body: string) =>
  new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } });

describe("compress", () => {
  it.each(["gzip", "br, gzip;q=0.5", "*", "GZIP"])(
    "compresses for %j, bytes unchanged after decoding",
    async (accepted) => {
      const response = await compress(ask(accepted), html(page));
      expect(response.headers.get("content-encoding")).toBe("gzip");
      expect(response.headers.get("vary")).toContain("accept-encoding");
      expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(page);
    },
  );

  it.each([undefined, "br", "gzip;q=0", "identity"])("leaves it as it is for %j", async (accepted) => {
    const response = await compress(ask(accepted), html(page));
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(await response.text()).toBe(page);
  });

  it("keeps status and cookies", async () => {
    const given = new Response(page, { status: 403, headers: { "content-type": "text/html" } });
    given.headers.append("set-cookie", "a=1");
    given.headers.append("set-cookie", "b=2");
    const response = await compress(ask("gzip"), given);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it.each([
    ["an image", new Response(page, { headers: { "content-type": "image/png" } })],
    ["a small answer", html("<p>small</p>")],
    ["an empty answer", new Response(null, { status: 303, headers: { "content-type": "text/html" } })],
    [
      "what is encoded already",
      new Response(page, { headers: { "content-type": "text/html", "content-encoding": "br" } }),
    ],
  ])("does not touch %s", async (_what, given) => {
    const before = given.headers.get("content-encoding");
    expect((await compress(ask("gzip"), given)).headers.get("content-encoding")).toBe(before);
  });
});
