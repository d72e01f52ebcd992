import { beforeEach, expect, it } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

beforeEach(() => setConsoleEnvironment());

async function send(content: Uint8Array<ArrayBuffer> | string): Promise<URLSearchParams> {
  const form = new FormData();
  if (typeof content === "string") form.append("text", content);
  else form.append("file", new Blob([content]), "people.csv");
  const sent = new Response(form);
  const { readUploadForm } = await import("./read-form.server");
  const type = sent.headers.get("content-type") ?? "";
  const own = { origin: "https://id.example", "sec-fetch-site": "same-origin", "content-type": type };
  return readUploadForm(
    new Request(toRequest("/console/import", { method: "POST", headers: own }), {
      body: await sent.arrayBuffer(),
    }),
  );
}

it("V2: a file of an encoding that is not known is refused, which would break names", async () => {
  const latin1 = Uint8Array.from(Buffer.from("name\nJosé\n", "latin1"));
  const utf16 = Buffer.from("\ufeffname\nJosé\n", "utf16le");
  const unmarked = Uint8Array.from(Buffer.from("name\nJane\n", "utf16le"));
  const broken = Uint8Array.from([...utf16, 0]);
  for (const bytes of [latin1, unmarked, broken]) await expect(send(bytes)).rejects.toThrow(/neither UTF-8/);
  const text = Uint8Array.from(Buffer.from("\ufeffname\nJosé\n"));
  for (const bytes of [text, Uint8Array.from(utf16), Uint8Array.from(Buffer.from(utf16).swap16())])
    expect((await send(bytes)).get("file")).toBe("name\nJosé\n");
  expect((await send(new Uint8Array(0))).get("file")).toBe("");
});

it("V2: a file that is too large is refused with how large one may be", async () => {
  await expect(send(new Uint8Array(8 * 1024 * 1024))).rejects.toMatchObject({
    status: 413,
    view: { text: expect.stringContaining("8 MB") },
  });
});

it("D2: what was pasted in place of a file holds nothing that no database keeps", async () => {
  for (const text of ["name", "100%00"]) expect((await send(text)).get("text")).toBe(text);
  await expect(send("na\0me")).rejects.toMatchObject({ status: 400 });
});
