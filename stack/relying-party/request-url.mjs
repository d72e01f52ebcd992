// @ts-check
// Turns a request into the URL it was sent to.

/** @param {{ url: string }} rp @param {import("../http.mjs").Request} request */
export function toUrl(rp, request) {
  return new URL(request.url ?? "/", rp.url);
}
