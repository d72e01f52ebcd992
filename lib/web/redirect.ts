/** Answers that lead elsewhere: 303 only (threat O18), and never to where nobody decided to go. */

import { getConfig } from "@/lib/config/config";
import { NO_STORE } from "./security-headers";

/** 303 See Other; `location` must be a path of our own or a URL that was checked before. */
export function seeOther(location: string, setCookies: string[] = []): Response {
  const headers = new Headers({ location, "cache-control": NO_STORE, "referrer-policy": "same-origin" });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/**
 * A request whose redirect chain may have begun with a form post of ours, which `form-action` confines. Where browsers
 * post to Kratos on a sibling domain, the chain comes back from there and Fetch metadata cannot tell.
 */
export function isWithinOwnPages(request: Request): boolean {
  if (!getConfig().kratos.relay) return true;
  return request.method === "POST" || request.headers.get("sec-fetch-site") === "same-origin";
}
