/** Reads a browser and a system out of a user agent, in the few words by which people know their devices. */

import type { Translate } from "../i18n/translate";
import { toSafeText } from "../oauth2/safe-text";

/** First match counts: browsers name the ones they imitate as well. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?(?:iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bCriOS\/|\bChrom(?:e|ium)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
];

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** "Firefox on Linux"; the part that is known; otherwise the agent itself, made safe and cut (threat F4). */
export function toDeviceName(userAgent: string | undefined, t: Translate): string {
  const agent = (userAgent ?? "").slice(0, 1000);
  const browser = findName(BROWSERS, agent);
  const system = findName(SYSTEMS, agent);
  if (browser && system) return t("device.browserOn", { browser, system });
  return browser ?? system ?? toSafeText(agent, 60);
}

function findName(table: [RegExp, string][], agent: string): string | undefined {
  return table.find(([pattern]) => pattern.test(agent))?.[1];
}
