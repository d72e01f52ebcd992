import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { makeTemporaryFolder } from "../stack/temporary-folder.mjs";
import { compress } from "./compression";
import { readStaticFiles } from "./static-files";

const { path: folder, remove } = makeTemporaryFolder("static");
mkdirSync(join(folder, "assets"));
const STYLE = "body { color: red } ".repeat(200);
writeFileSync(join(folder, "assets", "foyer.abc.css"), STYLE);
writeFileSync(join(folder, "assets", "foyer.abc.css.br"), brotliCompressSync(STYLE));
writeFileSync(join(folder, "icon.svg"), "<svg/>");
writeFileSync(join(folder, ".hidden"), "secret");
afterAll(remove);

const find = readStaticFiles(folder);
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  find(new Request(`https://id.example${path}`, { method, headers }), path);

it("a file named by its content may be kept for ever, compressed for who takes it", async () => {
  const packed = ask("/assets/foyer.abc.css", { "accept-encoding": "gzip" });
  expect(Object.fromEntries(packed?.headers ?? [])).toMatchObject({
    "content-type": "text/css; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": "gzip",
    vary: "Accept-Encoding",
  });
  expect(gunzipSync(new Uint8Array((await packed?.arrayBuffer()) ?? new ArrayBuffer(0))).toString()).toBe(
    STYLE,
  );
  const plain = ask("/assets/foyer.abc.css", { "accept-encoding": "gzip;q=0" });
  expect(plain?.headers.has("content-encoding")).toBe(false);
  expect(await plain?.text()).toBe(STYLE);
});

it("what the build compressed by Brotli is sent to who takes it by its name", async () => {
  const read = async (accepted: string) => {
    const answer = ask("/assets/foyer.abc.css", { "accept-encoding": accepted });
    const body = new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
    return { coding: answer?.headers.get("content-encoding"), vary: answer?.headers.get("vary"), body };
  };
  for (const accepted of ["br", "gzip, deflate, br, zstd", "gzip, BR;q=0.5"]) {
    const { body, ...how } = await read(accepted);
    expect([accepted, how]).toEqual([accepted, { coding: "br", vary: "Accept-Encoding" }]);
    expect(brotliDecompressSync(body).toString()).toBe(STYLE);
  }
  for (const accepted of ["br;q=0, gzip", "*", "gzip"])
    expect([accepted, (await read(accepted)).coding]).toEqual([accepted, "gzip"]);
  expect(ask("/assets/foyer.abc.css.br")).toBeUndefined();
});

it("other files are asked for again, and not sent again to who has them", async () => {
  const first = ask("/icon.svg");
  expect(first?.headers.get("cache-control")).toBe("public, max-age=0");
  const etag = first?.headers.get("etag") ?? "";
  // Weak: the same tag stands on bytes of every coding.
  expect(etag).toMatch(/^W\/"[\w-]+"$/);
  for (const known of [etag, etag.slice(2), `"other", ${etag}`]) {
    const again = ask("/icon.svg", { "if-none-match": known });
    expect([known, again?.status, await again?.text()]).toEqual([known, 304, ""]);
  }
  for (const known of ['"a-b"', etag.slice(3, -1), `"x${etag.slice(3)}`, '"'])
    expect([known, ask("/icon.svg", { "if-none-match": known })?.status]).toEqual([known, 200]);
});

it("a file without a tag is sent whole to who asks by a tag of a cache's own", () => {
  for (const known of ['"a-b"', "-", "*", 'W/"foyer.abc-gzip"'])
    expect(ask("/assets/foyer.abc.css", { "if-none-match": known })?.status, known).toBe(200);
});

it.each([
  [undefined, "Accept-Encoding"],
  ["Accept-Encoding", "Accept-Encoding"],
  ["Accept-Language, Cookie", "Accept-Language, Cookie, Accept-Encoding"],
])("an answer that varies by %s varies by its coding too, and says so once", (vary, said) => {
  const headers = { "content-type": "text/css", ...(vary && { vary }) };
  compress(Buffer.alloc(2000, "a"), headers, "identity");
  expect(headers.vary).toBe(said);
});

it("P2: only listed files are found, by their own names, and only to be read", () => {
  for (const path of [
    "/.hidden",
    "/assets/../icon.svg",
    "/assets",
    "/ICON.svg",
    "/icon.svg/",
    "//icon.svg",
  ]) {
    expect(find(new Request("https://id.example/"), path), path).toBeUndefined();
  }
  expect(ask("/icon.svg", {}, "POST")).toBeUndefined();
  expect(
    readStaticFiles(join(folder, "none"))(new Request("https://id.example/"), "/icon.svg"),
  ).toBeUndefined();
});
