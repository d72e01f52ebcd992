/** What a page costs on the wire, as the browser's network stack counts it. */

import type { Page } from "@playwright/test";

export interface WireRequest {
  url: string;
  /** `Document`, `Script`, `Stylesheet` … */
  type: string;
  /** Compressed body and headers, in bytes. */
  bytes: number;
}

/** Opens a page in an empty cache and lists everything it loaded, oldest first. */
export async function measureVisit(page: Page, path: string): Promise<WireRequest[]> {
  const devtools = await page.context().newCDPSession(page);
  const requests = new Map<string, WireRequest>();
  devtools.on("Network.responseReceived", ({ requestId, response, type }) => {
    requests.set(requestId, { url: response.url, type, bytes: 0 });
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(path, { waitUntil: "networkidle" });
  await devtools.detach();
  return [...requests.values()];
}

export function sumBytes(requests: WireRequest[]): number {
  return requests.reduce((total, { bytes }) => total + bytes, 0);
}
