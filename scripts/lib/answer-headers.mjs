// @ts-check
// The headers that every answer has, whoever made it: pages bring stricter ones, refusals and files get these.

/** For answers that show nothing and run nothing. */
const DEFAULTS = {
  "content-security-policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};
const HSTS = "strict-transport-security";
const HSTS_SECONDS = 63_072_000;
const HSTS_VALUE = `max-age=${HSTS_SECONDS}; includeSubDomains`;
const NO_STORE = "private, no-store";
/** Names of the framework's that tell nobody anything. */
const FRAMEWORK_HEADERS = /^x-nextjs-|^x-powered-by$/;
const FRAMEWORK_VARY = /^(rsc|next-.*)$/i;

/**
 * Next sets each header of a route handler's answer as a list, also its content type; its own compression then
 * takes the page for something that cannot be compressed (next 16.4.5, server/base-http/node).
 * @param {import("node:http").ServerResponse} response
 */
export function keepSingleHeaders(response) {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(name, Array.isArray(value) && value.length === 1 && value[0] !== undefined ? value[0] : value);
}

/**
 * The headers of an answer that shows nothing, for those that no page and no framework makes.
 * @param {{ isHttps: boolean }} options
 * @returns {Record<string, string>}
 */
export function toPlainHeaders({ isHttps }) {
  return { ...DEFAULTS, ...(isHttps && { [HSTS]: HSTS_VALUE }), "cache-control": NO_STORE };
}

/**
 * Completes the headers of an answer at the moment they are sent.
 * @param {import("node:http").ServerResponse} response
 * @param {{ isHttps: boolean }} options
 */
export function completeHeaders(response, { isHttps }) {
  const writeHead = response.writeHead.bind(response);
  Object.assign(response, {
    /** @param {number} status @param {any[]} rest */
    writeHead(status, ...rest) {
      const given = rest.find((argument) => typeof argument === "object" && argument !== null) ?? {};
      for (const [name, value] of Object.entries(given)) response.setHeader(name, value);
      complete(response, status, isHttps);
      return writeHead(status);
    },
  });
}

/** @param {import("node:http").ServerResponse} response @param {number} status @param {boolean} isHttps */
function complete(response, status, isHttps) {
  for (const name of response.getHeaderNames()) {
    if (FRAMEWORK_HEADERS.test(name)) response.removeHeader(name);
  }
  for (const [name, value] of Object.entries(DEFAULTS)) {
    if (!response.hasHeader(name)) response.setHeader(name, value);
  }
  if (isHttps && !response.hasHeader(HSTS)) response.setHeader(HSTS, HSTS_VALUE);
  // A file that is missing today may be there tomorrow: only what was found may be kept.
  if (!response.hasHeader("cache-control") || (status >= 400 && status !== 416)) {
    response.setHeader("cache-control", NO_STORE);
  }
  setVary(response);
}

/** @param {import("node:http").ServerResponse} response */
function setVary(response) {
  const vary = String(response.getHeader("vary") ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name && !FRAMEWORK_VARY.test(name));
  if (vary.length === 0) response.removeHeader("vary");
  else response.setHeader("vary", [...new Set(vary)].join(", "));
}
