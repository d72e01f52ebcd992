// @ts-check
/** The login page: bytes on the wire, round trips, upstream calls, requests a second against Kratos' own endpoint. */

import { gunzipSync } from "node:zlib";
import autocannon from "autocannon";
import { request } from "undici";
import { startStack } from "../stack/manager.mjs";
import { startCountingProxy } from "./counting-proxy.mjs";

const CONNECTIONS = 8;
const SECONDS = 8;
/** Some ten thousand answers: V8 compiles what runs often, while Kratos is compiled when it starts. */
const WARM_UP_SECONDS = 20;
/** Alternating rounds, so that a slow minute of the machine meets both. */
const ROUNDS = 2;

/**
 * @param {Awaited<ReturnType<typeof startStack>>} stack
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function measureLoginPage(stack) {
  const page = await readPage(`${stack.urls.foyer}/login`);
  const bytes = page.reduce((sum, part) => sum + part.bytes, 0);
  const own = page.filter(({ kind }) => kind !== "webauthn");
  const rates = await measureRates(stack);
  return [
    { what: "login page, all methods, on the wire", value: bytes / 1000, unit: "kB" },
    { what: "… without Kratos' webauthn.js", value: sum(own) / 1000, unit: "kB", goal: "≤ 14" },
    {
      what: "… of which own script",
      value: sum(page.filter(({ kind }) => kind === "script")) / 1000,
      unit: "kB",
      goal: "≤ 4",
    },
    { what: "browser round trips to the document", value: page[0]?.roundTrips ?? 0, goal: "1" },
    { what: "Kratos calls", value: await countKratosCalls(), goal: "1" },
    { what: `Foyer login page, ${CONNECTIONS} connections`, value: rates.page, unit: "req/s" },
    { what: "Kratos' flow endpoint alone", value: rates.endpoint, unit: "req/s" },
    { what: "page ÷ endpoint", value: rates.page / rates.endpoint, goal: "≥ 0.7" },
  ];
}

/** @param {{ bytes: number }[]} parts */
function sum(parts) {
  return parts.reduce((total, { bytes }) => total + bytes, 0);
}

/**
 * The document and everything it names, as a browser asks for it.
 * @param {string} url
 * @param {string} [language] `Accept-Language`
 */
export async function readPage(url, language = "en") {
  let roundTrips = 1;
  let document = await fetchCompressed(url, language);
  while (document.location) {
    roundTrips += 1;
    document = await fetchCompressed(new URL(document.location, url).href, language);
  }
  const html = document.text;
  // A touch icon is fetched when the page is put on a home screen.
  const links = [...html.matchAll(/<(?:script[^>]* src|link(?! rel="apple-)[^>]* href)="([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  const parts = [{ kind: "document", bytes: document.bytes, roundTrips }];
  for (const link of links) {
    const part = await fetchCompressed(new URL(link, url).href);
    const kind = link.includes("webauthn.js") ? "webauthn" : link.endsWith(".js") ? "script" : "asset";
    parts.push({ kind, bytes: part.bytes, roundTrips: 1 });
  }
  return parts;
}

/** @param {string} url @param {string} [language] */
async function fetchCompressed(url, language = "en") {
  const headers = { "accept-encoding": "gzip, br", accept: "text/html,*/*", "accept-language": language };
  const answer = await request(url, { headers });
  const body = Buffer.from(await answer.body.arrayBuffer());
  const head = Object.entries(answer.headers).reduce(
    (size, [name, value]) => size + name.length + String(value).length + 4,
    0,
  );
  const text = answer.headers["content-encoding"] === "gzip" ? gunzipSync(body).toString() : body.toString();
  const location =
    answer.statusCode >= 300 && answer.statusCode < 400 ? String(answer.headers.location) : undefined;
  return { bytes: body.length + head, text, location };
}

/** @param {Awaited<ReturnType<typeof startStack>>} stack */
async function measureRates({ urls }) {
  /** @type {{ page: number[], endpoint: number[] }} */
  const rates = { page: [], endpoint: [] };
  await measureRate(`${urls.foyer}/login`, { "accept-encoding": "gzip" }, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.endpoint.push(
      await measureRate(`${urls.kratosPublic}/self-service/login/browser`, { accept: "application/json" }),
    );
    rates.page.push(await measureRate(`${urls.foyer}/login`, { "accept-encoding": "gzip" }));
  }
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((total, value) => total + value, 0) / values.length;
  return { page: mean(rates.page), endpoint: mean(rates.endpoint) };
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {number} [duration] seconds
 */
async function measureRate(url, headers, duration = SECONDS) {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result.requests.average;
}

/** A stack of its own, with a counter between Foyer and Kratos. */
async function countKratosCalls() {
  /** @type {Awaited<ReturnType<typeof startCountingProxy>> | undefined} */
  let proxy;
  const stack = await startStack({
    ephemeral: true,
    parts: ["kratos", "hydra", "mail", "foyer"],
    log: () => {},
    foyerEnv: async (urls) => {
      proxy = await startCountingProxy(urls.kratosPublic);
      return { KRATOS_PUBLIC_URL: proxy.url };
    },
  });
  try {
    proxy?.calls.splice(0);
    await (await request(`${stack.urls.foyer}/login`)).body.dump();
    return proxy?.calls.length ?? 0;
  } finally {
    await stack.stop();
    proxy?.close();
  }
}
