// @ts-check
// Draws the upstream provider's sign-in page and carries its answer back to oidc-provider.

import { escapeHtml, readForm, sendHtml, sendText, toPage } from "../http.mjs";

/**
 * @typedef {object} InteractionContext
 * @property {import("oidc-provider").Provider} provider
 * @property {import("./accounts.mjs").Accounts} accounts
 * @property {() => import("./server.mjs").ProviderError | undefined} takeError
 */

/**
 * @param {InteractionContext} context
 * @param {import("../http.mjs").Request} request
 * @param {import("../http.mjs").Response} response
 */
export async function answerInteraction({ provider, accounts, takeError }, request, response) {
  const error = takeError();
  if (error) return provider.interactionFinished(request, response, error);
  const interaction = await provider.interactionDetails(request, response);
  if (request.method === "GET") return sendHtml(response, 200, toSignInPage(interaction.params));
  if (request.method !== "POST") return sendText(response, 405, "Only GET and POST.");

  const form = await readForm(request);
  return provider.interactionFinished(request, response, toResult(form, accounts), {
    mergeWithLastSubmission: false,
  });
}

/** @param {URLSearchParams} form @param {import("./accounts.mjs").Accounts} accounts */
function toResult(form, accounts) {
  if (form.get("action") === "cancel") {
    return { error: "access_denied", error_description: "The person cancelled the sign-in." };
  }
  const subject = accounts.remember({
    email: form.get("email") ?? "",
    verified: form.has("verified"),
    name: form.get("name") ?? "",
  });
  return { login: { accountId: subject } };
}

/** @param {Record<string, unknown>} params the authorization request's */
function toSignInPage({ client_id, login_hint }) {
  const title = client_id === "globex" ? "Globex" : "Acme";
  return toPage({
    title: `Sign in to ${title}`,
    body: `<section><p class="quiet-text">A provider that exists on this machine only. Any address will do.</p>
<form method="post">
<label>Email <input type="email" name="email" required autocomplete="email" value="${escapeHtml(login_hint ?? "")}"></label>
<label>Name <input name="name" autocomplete="name"></label>
<label><input type="checkbox" name="verified" checked> This address is verified</label>
<button name="action" value="sign-in">Sign in</button>
<button class="quiet" name="action" value="cancel" formnovalidate>Cancel</button>
</form></section>`,
  });
}
