// @ts-check
/** How soon a person on a bad phone sees the login page and can type into it, in a real browser with brakes on. */

import { chromium } from "@playwright/test";
import { toMedian } from "../tests/support/quantile.mjs";

const ROUNDS = 3;
/** Slow 4G as Lighthouse has it: 1.6 Mbit/s down, 150 ms round trip; a phone of a quarter of this machine's speed. */
const DOWN_BYTES_PER_SECOND = (1.6 * 1024 * 1024) / 8;
const UP_BYTES_PER_SECOND = (750 * 1024) / 8;
const LATENCY_MS = 150;
const CPU_SLOWDOWN = 4;

/**
 * @param {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} stack
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function measurePaint({ urls }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic"],
  });
  try {
    /** @type {{ paint: number[], usable: number[] }} */
    const times = { paint: [], usable: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { paint, usable } = await visit(browser, `${urls.foyer}/login`);
      times.paint.push(paint);
      times.usable.push(usable);
    }
    return [
      {
        what: "first paint, 1.6 Mbit/s, 150 ms, CPU ÷ 4, median of 3",
        value: toMedian(times.paint),
        unit: "ms",
        goal: "≤ 600",
      },
      { what: "identifier field usable", value: toMedian(times.usable), unit: "ms", goal: "≤ 600" },
    ];
  } finally {
    await browser.close();
  }
}

/**
 * A cold visit: nothing cached, no cookies.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 */
async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: DOWN_BYTES_PER_SECOND,
    uploadThroughput: UP_BYTES_PER_SECOND,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const startedAt = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator('[name="identifier"]').first().fill("somebody@example.org");
  const usable = performance.now() - startedAt;
  const paint = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName("first-contentful-paint");
          if (entry) resolve(entry.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
  await context.close();
  return { paint: Number(paint), usable };
}
