// @ts-check
/** The limit: a bare Node server that makes a login page's one call to Kratos and writes an answer of a page's size. */

import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { Agent, request } from "undici";

const { PORT, KRATOS_PUBLIC_URL } = process.env;
const dispatcher = new Agent({ connections: 64 });

createServer(async (message, response) => {
  try {
    const id = new URL(message.url ?? "/", "http://localhost").searchParams.get("flow");
    if (!id) return response.end("ready");
    const answer = await request(
      `${KRATOS_PUBLIC_URL}/self-service/login/flows?${new URLSearchParams({ id })}`,
      {
        dispatcher,
        headers: { accept: "application/json", cookie: message.headers.cookie ?? "" },
      },
    );
    const flow = JSON.stringify(await answer.body.json());
    const headers = { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip" };
    response.writeHead(answer.statusCode, headers).end(gzipSync(flow));
  } catch {
    response.writeHead(503).end();
  }
}).listen(Number(PORT), "127.0.0.1");
