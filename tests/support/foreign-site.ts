/** A site that is not ours, served to a real browser: it sends forms to Foyer, or leads there, as soon as it is opened. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";

export interface ForeignForm {
  action: string;
  fields: Record<string, string>;
}

/** How the form is sent: by the page itself, from a frame without an origin, or by a script with cookies. */
export type Attack = "page" | "sandboxed frame" | "script";

export interface ForeignSite {
  /** Other host: no cookie with SameSite=Lax travels along. */
  crossSite: string;
  /** Other port of our host: another origin, but cookies do travel. */
  sameSite: string;
  /** What its page does from now on. */
  attack(how: Attack, form: ForeignForm): void;
  /** Its page leads the browser to an address, as a link that somebody presses does. */
  leadTo(address: string): void;
  stop(): Promise<void>;
}

export async function startForeignSite(): Promise<ForeignSite> {
  let page = "";
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(request.url === "/" ? page : "");
  });
  server.listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    crossSite: `http://127.0.0.1:${port}/`,
    sameSite: `http://localhost:${port}/`,
    attack: (how, form) => {
      page = PAGES[how](form);
    },
    leadTo: (address) => {
      page = `<script>location.assign(${JSON.stringify(address)})</script>`;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const PAGES: Readonly<Record<Attack, (form: ForeignForm) => string>> = {
  page: toForm,
  "sandboxed frame": (form) =>
    `<iframe sandbox="allow-scripts allow-forms" srcdoc="${escapeHtml(toForm(form))}"></iframe>`,
  script: ({ action, fields }) => {
    const body = JSON.stringify(new URLSearchParams(fields).toString());
    const headers = `{ "content-type": "application/x-www-form-urlencoded" }`;
    const options = `{ method: "POST", mode: "no-cors", credentials: "include", headers: ${headers}, body: ${body} }`;
    return `<script>fetch(${JSON.stringify(action)}, ${options})</script>`;
  },
};

function toForm({ action, fields }: ForeignForm): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(action)}">${inputs.join("")}</form><script>document.forms[0].submit()</script>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * Opens a foreign page as someone who followed a link to it; with `leadsOn`, waits until that page has led elsewhere.
 * A navigation that Chromium has begun and the test has not seen would break off the next one.
 */
export async function visitForeign(page: Page, url: string, { leadsOn = false } = {}): Promise<void> {
  await page.goto("about:blank");
  const arrived = waitForDocument(page, (address) => address === url);
  const led = leadsOn ? waitForDocument(page, (address) => address !== url) : undefined;
  await page.evaluate((address) => location.assign(address), url);
  await arrived;
  await led;
}

async function waitForDocument(page: Page, matches: (url: string) => boolean): Promise<void> {
  await page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame() && matches(frame.url()));
}
