// @ts-check
import { createServer } from "node:http";
import { expect, it } from "vitest";
import { completeHeaders, keepSingleHeaders } from "./answer-headers.mjs";

const EVERYWHERE = {
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * What a browser gets of an answer that goes through the server in front.
 * @param {(response: import("node:http").ServerResponse) => void} answer
 */
async function receive(answer, { isHttps = true } = {}) {
  const server = createServer((_request, response) => {
    completeHeaders(response, { isHttps });
    keepSingleHeaders(response);
    answer(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const response = await fetch(`http://127.0.0.1:${port}/`);
  await response.arrayBuffer();
  server.close();
  return Object.fromEntries(response.headers);
}

it("H1: an answer that says nothing gets every header, and is kept by nobody", async () => {
  const headers = await receive((response) => response.writeHead(200).end());
  expect(headers).toMatchObject({
    ...EVERYWHERE,
    "cache-control": "private, no-store",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
  });
  const plain = await receive((response) => response.writeHead(200).end(), { isHttps: false });
  expect(plain).not.toHaveProperty("strict-transport-security");
});

it("H1: what a page says itself stands, whichever way it says it", async () => {
  const headers = await receive((response) => {
    response.setHeader("content-security-policy", "default-src 'self'");
    response
      .writeHead(200, { "referrer-policy": "no-referrer", "strict-transport-security": "max-age=1" })
      .end();
  });
  expect(headers).toMatchObject({
    ...EVERYWHERE,
    "content-security-policy": "default-src 'self'",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=1",
  });
});

it.each([
  [200, "public, max-age=31536000, immutable"],
  [304, "public, max-age=31536000, immutable"],
  [404, "private, no-store"],
  [416, "public, max-age=31536000, immutable"],
  [500, "private, no-store"],
])("P14: a file's long life ends up in a %i as %s", async (status, expected) => {
  const headers = await receive((response) =>
    response.writeHead(status, { "cache-control": "public, max-age=31536000, immutable" }).end(),
  );
  expect(headers["cache-control"]).toBe(expected);
});

it("H1: the framework's own names tell nobody anything", async () => {
  const headers = await receive((response) => {
    response.setHeader("x-powered-by", "framework");
    response.setHeader("x-nextjs-cache", "HIT");
    response.setHeader("vary", "rsc, next-router-state-tree, Accept-Encoding, accept-encoding");
    response.setHeader("content-type", ["text/html"]);
    response.writeHead(200).end();
  });
  expect(Object.keys(headers).filter((name) => /powered|nextjs/.test(name))).toEqual([]);
  expect(headers.vary).toBe("Accept-Encoding, accept-encoding");
  expect(headers["content-type"]).toBe("text/html");
  const none = await receive((response) => response.writeHead(200, { vary: "RSC" }).end());
  expect(none).not.toHaveProperty("vary");
});
