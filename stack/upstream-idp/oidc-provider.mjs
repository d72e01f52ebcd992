// @ts-check
// Loads oidc-provider without its advice for production: this provider lives in memory, on one machine, for tests.

import { format } from "node:util";

const ADVICE = "oidc-provider WARNING";

/**
 * Runs `work` with oidc-provider's own warnings left out; everything else is still printed.
 * @template T
 * @param {() => Promise<T>} work
 */
async function withoutAdvice(work) {
  const { warn } = console;
  console.warn = (...args) => {
    if (!format(...args).includes(ADVICE)) warn(...args);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

const { Provider, interactionPolicy } = await withoutAdvice(() => import("oidc-provider"));

/** @param {string} issuer @param {Record<string, unknown>} configuration */
export function openProvider(issuer, configuration) {
  return withoutAdvice(async () => new Provider(issuer, configuration));
}

export { interactionPolicy };
