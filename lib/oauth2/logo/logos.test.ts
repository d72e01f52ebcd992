/** Reading a client's logo, from servers on this machine: what is read, from where, and what is refused. */

import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { toDataLogo } from "./data-logo";
import { isPublicAddress, lookUpPublic } from "./public-address.server";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const SVG = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;

let server: Server;
let asked: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[];
let answer: RequestListener;
let count = 0;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function allow(...origins: string[]) {
  setEnvironment({ FOYER_LOGO_ORIGINS: origins.join(",") });
  return { ...(await import("./logo-path.server")), ...(await import("./logos.server")) };
}
/** Another address each time: what was read is kept. */
const at = (host = "127.0.0.1") => {
  count += 1;
  return `http://${host}:${(server.address() as AddressInfo).port}/logo-${count}`;
};
const send =
  (body: string | Buffer, status = 200, headers: NodeJS.Dict<string> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, { "content-type": "image/png", ...headers });
    response.end(body);
  };

describe("P22: a logo", () => {
  it("is read once from an origin that the operator names, and is told nothing of the person", async () => {
    const href = at();
    const { getLogo } = await allow(new URL(href).origin);
    answer = send(PNG, 200, { "content-type": "text/html" });
    expect(await Promise.all([getLogo(href), getLogo(href)])).toEqual([
      { type: "image/png", bytes: PNG },
      { type: "image/png", bytes: PNG },
    ]);
    expect(await getLogo(href)).toMatchObject({ type: "image/png" });
    expect(asked).toHaveLength(1);
    expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
    ]);
  });

  it.each([
    ["an SVG, whatever type it is said to be", () => send(SVG)],
    ["a page", () => send("<!doctype html>")],
    ["an error", () => send(PNG, 404)],
    ["more than 128 kB", () => send(Buffer.concat([PNG, Buffer.alloc(128 * 1024)]))],
    ["a redirect, which is not followed", () => send("", 302, { location: "/elsewhere" })],
  ])("is not %s", async (_, toAnswer) => {
    const href = at();
    const { getLogo, toLogoSource } = await allow(new URL(href).origin);
    expect(toLogoSource(href)).toBeDefined();
    answer = toAnswer();
    expect(await getLogo(href)).toBeUndefined();
    expect(await getLogo(href)).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(toLogoSource(href), "its page does without from then on").toBeUndefined();
  });

  it.each([
    "http://127.0.0.1/logo",
    "http://cdn.example/logo",
    "https://127.0.0.1/logo",
    "https://[::1]/logo",
    "https://10.0.0.7/logo",
    "https://169.254.169.254/latest/meta-data",
    "https://2130706433/logo",
    "https://cdn.example:8443/logo",
    "https://user:secret@cdn.example/logo",
    "file:///etc/passwd",
    "not an address",
  ])("of any public address is none of %s", async (href) => {
    const { toLogoSource } = await allow("*");
    expect(toLogoSource(href)).toBeUndefined();
  });

  it("of any public address has no name that leads to this machine or its network", async () => {
    const { getLogo, toLogoSource } = await allow("*");
    answer = send(PNG);
    expect(toLogoSource("https://localhost/logo")).toBeDefined();
    expect(await getLogo("https://localhost/logo")).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("D1: is none where its bytes come one by one", async () => {
    const href = at();
    const { getLogo } = await allow(new URL(href).origin);
    const sendInPieces =
      (size: number): RequestListener =>
      (_, response) => {
        const rest = Buffer.alloc(4000);
        response.write(PNG);
        for (let from = 0; from < rest.length; from += size) response.write(rest.subarray(from, from + size));
        response.end();
      };
    answer = sendInPieces(1);
    expect(await getLogo(href)).toBeUndefined();
    answer = sendInPieces(10);
    expect(await getLogo(at())).toMatchObject({ type: "image/png" });
  });

  it("D1: is read with seven others at a time; who asks for one more is told to come again", async () => {
    const hrefs = Array.from({ length: 9 }, () => at());
    const { getLogo } = await allow(new URL(hrefs[0] ?? "").origin);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = (request, response) => void released.then(() => send(PNG)(request, response));
    const [last = "", ...first] = hrefs.toReversed();
    const reading = first.map((href) => getLogo(href));
    expect(await getLogo(last)).toBe("busy");
    release();
    for (const logo of await Promise.all(reading)) expect(logo).toMatchObject({ type: "image/png" });
    expect(await getLogo(last)).toMatchObject({ type: "image/png" });
  });

  it("is read neither by page nor by address where no origin is allowed", async () => {
    const { getLogo, toLogoSource } = await allow();
    answer = send(PNG);
    const href = at();
    expect(toLogoSource(href)).toBeUndefined();
    expect(await getLogo(href)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("has an address that only Foyer can write, good for two days", async () => {
    const { isOwnLogoAddress, toLogoSource } = await allow("https://cdn.example");
    const href = "https://cdn.example/logo.png";
    const source = new URL(toLogoSource(href) ?? "", "https://foyer.example");
    expect(source.pathname).toBe("/auth/client-logo");
    expect(toLogoSource(href), "browsers keep it").toBe(source.pathname + source.search);
    const signature = source.searchParams.get("signature") ?? "";
    expect(isOwnLogoAddress(href, signature)).toBe(true);
    expect(isOwnLogoAddress("https://cdn.example/other.png", signature)).toBe(false);
    expect(isOwnLogoAddress(href, "")).toBe(false);
    vi.useFakeTimers({ now: Date.now() + 2 * 24 * 60 * 60 * 1000 });
    expect(isOwnLogoAddress(href, signature)).toBe(false);
    vi.useRealTimers();
  });

  it("that a client holds itself is a picture by its bytes, and small", () => {
    const png = PNG.toString("base64");
    expect(toDataLogo(`data:image/jpeg;base64,${png}`)).toBe(`data:image/png;base64,${png}`);
    for (const other of [
      `data:image/svg+xml;base64,${Buffer.from(SVG).toString("base64")}`,
      `data:image/png;base64,${Buffer.from(SVG).toString("base64")}`,
      `data:text/html;base64,${png}`,
      `data:image/png,${png}`,
      `data:image/png;base64,${png}"><script>`,
      `data:image/png;base64,${Buffer.concat([PNG, Buffer.alloc(12_000)]).toString("base64")}`,
    ])
      expect(toDataLogo(other), other.slice(0, 40)).toBeUndefined();
  });
});

it("P22: a name that leads to this machine is looked up, and refused", async () => {
  const lookUp = (name: string) =>
    new Promise((resolve) =>
      lookUpPublic(name, {}, (error, address) => resolve(error ? "refused" : address)),
    );
  expect(await lookUp("localhost")).toBe("refused");
  expect(await lookUp("127.0.0.1")).toBe("refused");
  expect(await lookUp("93.184.215.14")).toBe("93.184.215.14");
  const all = new Promise((resolve) =>
    lookUpPublic("93.184.215.14", { all: true }, (error, addresses) => resolve(error ?? addresses)),
  );
  expect(await all).toEqual([{ address: "93.184.215.14", family: 4 }]);
});

it.each([
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.168.1.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:10.0.0.1", false],
  ["64:ff9b::a00:1", false],
  ["2002:a00:1::", false],
  ["fc00::1", false],
  ["fe80::1", false],
  ["2001:db8::1", false],
  ["name", false],
  ["93.184.215.14", true],
  ["172.32.0.1", true],
  ["2606:4700::1111", true],
])("P22: %s is a public address: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
