// @ts-check
// `npm run demo`: from a fresh clone to a running Foyer with a real Kratos and Hydra behind it. Ctrl-C ends it all.

import { toStackDir } from "../stack/options.mjs";
import { requireNoStackIn } from "../stack/stack-file.mjs";
import { toExistingServers } from "./lib/existing-servers.mjs";
import { log, logError } from "./lib/progress.mjs";
import { setUp } from "./lib/setup.mjs";

try {
  const existing = toExistingServers(process.env);
  await requireNoStackIn(toStackDir());
  await setUp(toNeededServers(existing), log);
  const { startStack } = await import("../stack/manager.mjs");
  // An interrupt until then ends this process at once, and the stack's watchdog what it had started.
  const stack = await startStack({ existing, console: toConsoleKind(existing), demoData: true, log });
  const interrupted = waitForInterrupt();
  console.log(toSummary(stack, existing));
  await interrupted;
  log("stopping");
  await stack.stop();
  process.exit(0);
} catch (error) {
  logError(error);
  process.exit(1);
}

/** @param {Partial<import("../stack/urls.mjs").StackUrls>} existing */
function toNeededServers({ kratosAdmin, hydraAdmin }) {
  return [
    ...(kratosAdmin ? [] : [/** @type {const} */ ("kratos")]),
    ...(hydraAdmin ? [] : [/** @type {const} */ ("hydra")]),
  ];
}

/**
 * The console is there when Foyer's Kratos is the demo's own: nobody's else gets an operator account.
 * @param {Partial<import("../stack/urls.mjs").StackUrls>} existing
 */
function toConsoleKind({ kratosAdmin, hydraAdmin }) {
  if (kratosAdmin) return undefined;
  return hydraAdmin ? /** @type {const} */ ("kratos") : /** @type {const} */ ("oidc");
}

/** @returns {Promise<void>} */
function waitForInterrupt() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve());
  });
}

/**
 * @param {import("../stack/manager.mjs").Stack} stack
 * @param {Partial<import("../stack/urls.mjs").StackUrls>} existing
 */
function toSummary({ urls, demoAccounts, console: operators, dir }, existing) {
  const accounts = demoAccounts.map(({ email, password }) => `  Demo account     ${email}   ${password}`);
  return [
    "",
    "Foyer is running.",
    "",
    `  Start here       ${urls.relyingParty}   an app that signs in through Hydra and Foyer`,
    `  Foyer            ${urls.foyer}   its own pages: /login /registration /settings /account`,
    `  Mail             ${urls.mail}   codes and links that Kratos sends`,
    `  Upstream sign-in ${urls.upstreamIdp}   behind "Sign in with Acme": any address will do`,
    ...accounts,
    ...(operators ? toConsoleLines(operators) : []),
    "",
    `  State and logs   ${dir}`,
    ...toExistingNotes(existing, urls),
    "",
    "Not with Safari: it keeps no Secure cookie on http://localhost.",
    "Ctrl-C ends everything.",
  ].join("\n");
}

/** @param {NonNullable<import("../stack/manager.mjs").Stack["console"]>} operators */
function toConsoleLines({ url, operator, viewer }) {
  return [
    "",
    `  Console          ${url}   for the people who run it`,
    ...toOperatorLines("Operator", operator),
    ...toOperatorLines("Viewer", viewer),
  ];
}

/** @param {string} role @param {{ email: string, password: string, totpSecret: string }} account */
function toOperatorLines(role, { email, password, totpSecret }) {
  return [
    `  ${role.padEnd(16)} ${email}   ${password}`,
    `  ${"".padEnd(16)} ${totpSecret}   second factor, for an authenticator app (TOTP)`,
  ];
}

/**
 * @param {Partial<import("../stack/urls.mjs").StackUrls>} existing
 * @param {import("../stack/urls.mjs").StackUrls} urls
 */
function toExistingNotes({ kratosPublic, hydraPublic }, { foyer }) {
  const notes = [];
  if (kratosPublic)
    notes.push(`  Kratos           yours; serve.public.base_url and every ui_url must lead to ${foyer}`);
  if (hydraPublic) {
    notes.push(`  Hydra            yours; urls.login, consent, logout and error must lead to ${foyer}`);
    notes.push("                   and the app needs the client demo-app of stack.json");
  }
  return notes;
}
