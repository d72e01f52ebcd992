/**
 * What a form has done is said once, by the page that its answer leads to. `?done=` in an address names the sentence; that it
 * has happened says a cookie that Foyer alone can write: a link, a bookmark or a reload would say it of nothing.
 */

import { z } from "zod";
import { readQuery } from "@/lib/web/guards";
import { seeOther } from "@/lib/web/redirect";
import { readUrl } from "@/lib/web/request-url";
import { sealedCookie } from "./own-cookie";

const cookie = sealedCookie({
  name: "done",
  // As long as a browser takes to follow a redirect, and Kratos and Hydra to answer.
  ttlSeconds: 2 * 60,
  schema: z.object({ done: z.string(), path: z.string() }),
});

const ANY_ORIGIN = "http://own.invalid";

/** Leads to the page that says it. @param location of our own, with `done` in its query */
export async function seeDone(location: string, setCookies: string[] = []): Promise<Response> {
  const { pathname, searchParams } = new URL(location, ANY_ORIGIN);
  const done = await cookie.write({ done: searchParams.get("done") ?? "", path: pathname });
  return seeOther(location, [...setCookies, done]);
}

/**
 * What has just been done by a form that led to this very page.
 * @param path of the page, as browsers see it
 * @throws HttpError 400 for a repeated parameter
 */
export async function readDone(request: Request, path: string): Promise<string | undefined> {
  const { done } = readQuery(request, ["done"]);
  if (!done) return undefined;
  const kept = await cookie.read(request);
  return kept?.done === done && kept.path === path ? done : undefined;
}

/** Set-Cookie lines after which it is said no more, for the page that has said it. */
export function forgetDone(request: Request): string[] {
  return readUrl(request).searchParams.has("done") ? cookie.dropIfSent(request) : [];
}
