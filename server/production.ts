/** Answers requests by the route handlers themselves, without the framework. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { getLogger, redact } from "@/lib/observe/log";
import { countRequest } from "@/lib/observe/metrics";
import { ENDPOINTS } from "@/lib/pages";
import { toAnswerHeaders } from "@/lib/web/answer-headers";
import { expectWholeReader } from "@/lib/web/whole-body";
import type { Answerer } from "./listener";
import { type Handler, type Route, type RouteModule, toParams, toRouteTable } from "./route-table";
import { readStaticFiles } from "./static-files";
import { sendResponse, toRequest } from "./web-adapter";

interface Options {
  routes: readonly Route[];
  /** Absolute path of `public/`. */
  publicFolder: string;
  isHttps: boolean;
}

/** @returns what answers every request that the listener lets through */
export function createAnswerer({ routes, publicFolder, isHttps }: Options): Answerer {
  expectWholeReader();
  const findRoute = toRouteTable(routes);
  const findFile = readStaticFiles(publicFolder);

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = message.url ?? "/";
    const path = target.split("?", 1)[0] ?? "/";
    const origin = `${isHttps ? "https" : "http"}://${message.headers.host}`;
    const request = toRequest(message, origin + target);
    const answer = findFile(request, path) ?? (await toAnswer(request, path, findRoute(path)));
    if (response.destroyed) return;
    await sendResponse(response, answer, {
      acceptEncoding: message.headers["accept-encoding"],
      isHead: message.method === "HEAD",
      isHttps,
    });
  }

  return (message, response) => {
    const startedAt = performance.now();
    handle(message, response).catch((error: unknown) => {
      const { method = "", url = "/" } = message;
      const route = toRouteName(findRoute(url.split("?", 1)[0] ?? "/"));
      const text = error instanceof Error ? redact(error.stack ?? error.message) : "";
      getLogger().error({ event: "unanswered", method, route, error: text });
      if (response.headersSent) return response.destroy();
      countRequest(route, method, 500, (performance.now() - startedAt) / 1000);
      response.writeHead(500, toAnswerHeaders({ "content-type": "text/plain" }, { status: 500, isHttps }));
      response.end("Something broke. Try again.\n");
    });
  };
}

/** As its handler names it, which could not: `/console/keys/{set}`, `/console/*`, `/assets`, `*`. */
function toRouteName(route: Route | undefined): string {
  const { pattern } = route ?? { pattern: "/[...path]" };
  const endpoint = ENDPOINTS.find((name) => pattern.startsWith(`${name}/[`));
  const rest = pattern.replace(/\[\.\.\.\w+\]$/, "*");
  return endpoint ?? (rest === "/*" ? "*" : rest.replaceAll("[", "{").replaceAll("]", "}"));
}

async function toAnswer(request: Request, path: string, route: Route | undefined): Promise<Response> {
  const handlers = route ? await toHandlers(route) : {};
  const handler = toHandler(request.method, handlers);
  if (route && handler) return handler(request, { params: Promise.resolve(toParams(route, path)) });
  const allow = Object.keys(handlers).filter((name) => /^(GET|HEAD|POST)$/.test(name));
  return new Response("Not allowed\n", {
    status: route ? 405 : 404,
    headers: { "content-type": "text/plain; charset=utf-8", allow: allow.join(", ") },
  });
}

function toHandlers({ handlers }: Route): RouteModule | Promise<RouteModule> {
  return typeof handlers === "function" ? handlers() : handlers;
}

/** HEAD is a GET whose body is not sent (RFC 9110 §9.3.2). */
function toHandler(method: string, handlers: RouteModule): Handler | undefined {
  if (method === "GET") return handlers.GET;
  if (method === "HEAD") return handlers.HEAD ?? handlers.GET;
  return method === "POST" ? handlers.POST : undefined;
}
