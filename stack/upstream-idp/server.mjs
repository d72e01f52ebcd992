// @ts-check
// An identity provider that signs in anybody who names an address, so that "Sign in with …" is real on this machine.

import { serve } from "../http.mjs";
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

  const server = await serve(port, (request, response) =>
    request.url?.startsWith("/interaction/")
      ? answerInteraction({ provider, accounts, takeError }, request, response)
      : answerProvider(request, response),
  );
  return {
    close: server.close,
    failNext(error) {
      nextError = error;
    },
  };
}
