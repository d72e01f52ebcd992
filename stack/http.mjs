// @ts-check
// Small helpers for the stack's own HTTP servers: listen and close, read bodies, write HTML and JSON.

import { createServer } from "node:http";

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Longer than any client here leaves a connection idle. By Node's own five seconds a busy machine closes one just when the
 * client, which was told of five, sends on it.
 */
export const KEEP_ALIVE_MS = 60_000;

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

/**
 * Serves one handler on the loopback address; an exception becomes a 500 in plain text.
 * @param {number} port
 * @param {(request: Request, response: Response) => unknown} handler
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function serve(port, handler) {
  const server = createServer(async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendText(response, 500, error instanceof Error ? error.message : String(error));
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {Request} request @returns {Promise<string>} @throws when the body is larger than 1 MB */
export async function readBody(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error("The body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** @param {Request} request */
export async function readForm(request) {
  return new URLSearchParams(await readBody(request));
}

/** @param {Response} response @param {number} status @param {unknown} value */
export function sendJson(response, status, value) {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(value));
}

/** @param {Response} response @param {number} status @param {string} html */
export function sendHtml(response, status, html) {
  send(response, status, "text/html; charset=utf-8", html);
}

/** @param {Response} response @param {number} status @param {string} text */
export function sendText(response, status, text) {
  send(response, status, "text/plain; charset=utf-8", text);
}

/** @param {Response} response @param {string} location */
export function redirect(response, location) {
  response.writeHead(303, { location, "cache-control": "no-store" }).end();
}

/** @param {Response} response @param {number} status @param {string} type @param {string} body */
function send(response, status, type, body) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}

/** @param {unknown} value */
export function escapeHtml(value) {
  return String(value)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * A whole page in the looks that the stack's own servers share.
 * @param {{ title: string, body: string, refreshSeconds?: number }} page `body` is HTML
 */
export function toPage({ title, body, refreshSeconds }) {
  const refresh = refreshSeconds ? `<meta http-equiv="refresh" content="${refreshSeconds}">` : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refresh}<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d7dbe0, #3a4048); --quiet: light-dark(#59626d, #a3acb8);
  --accent: light-dark(#1f5eff, #8fb1ff); --on-accent: light-dark(#fff, #0b1220); --card: light-dark(#fff, #191d23); }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f7, #101317); }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
section, article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin: 1rem 0; }
section h2, article h2 { margin-top: 0; }
pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
label { display: block; margin: .75rem 0; } input:not([type=checkbox]) { display: block; width: 100%; box-sizing: border-box; }
input, button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 8px; }
button, a.button { display: inline-block; background: var(--accent); color: var(--on-accent); border: 0; padding: .5rem .9rem;
  border-radius: 8px; text-decoration: none; cursor: pointer; margin: .25rem .25rem .25rem 0; }
button.quiet, a.quiet { background: none; color: inherit; border: 1px solid var(--line); }
a { color: var(--accent); } form.inline { display: inline; } .quiet-text { color: var(--quiet); font-size: .9rem; }
`;
