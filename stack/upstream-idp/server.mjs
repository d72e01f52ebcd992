// @ts-check
// An identity provider that signs in anybody who names an address, so that "Sign in with …" is real on this machine.

import { escapeHtml, sendHtml, serve, toPage } from "../http.mjs";
import { toAccounts } from "./accounts.mjs";
import { answerInteraction } from "./interaction.mjs";
import { openProvider } from "./oidc-provider.mjs";
import { toProviderConfiguration } from "./provider-configuration.mjs";

/** @typedef {{ error: string, error_description?: string }} ProviderError */

/**
 * @param {{ port: number, issuer: string, foyer: string, secret: import("../secrets.mjs").GetSecret }} options
 * @returns {Promise<{ close: () => Promise<void>, failNext: (error: ProviderError) => void }>}
 *   `failNext` makes the next sign-in end with an error, as a provider in trouble would
 */
export async function startUpstreamIdp({ port, issuer, foyer, secret }) {
  const accounts = toAccounts();
  const provider = await openProvider(issuer, await toProviderConfiguration({ accounts, foyer, secret }));
  const answerProvider = provider.callback();
  /** @type {ProviderError | undefined} */
  let nextError;
  const takeError = () => {
    const error = nextError;
    nextError = undefined;
    return error;
  };

  const server = await serve(port, (request, response) => {
    if (request.url === "/") return sendHtml(response, 200, toFrontPage(foyer));
    if (request.url?.startsWith("/interaction/"))
      return answerInteraction({ provider, accounts, takeError }, request, response);
    return answerProvider(request, response);
  });
  return {
    close: server.close,
    failNext(error) {
      nextError = error;
    },
  };
}

/** For whoever opens the address that the demo names. @param {string} foyer */
function toFrontPage(foyer) {
  const href = escapeHtml(`${foyer}/login`);
  return toPage({
    title: "Acme and Globex",
    body: `<section><p>Two providers that exist on this machine only, and sign in whoever names an address.</p>
<p><a href="${href}">Sign in at Foyer</a>, by "Sign in with Acme" or "Sign in with Globex".</p></section>`,
  });
}
