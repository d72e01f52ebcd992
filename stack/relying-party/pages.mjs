// @ts-check
// Draws the relying party's pages; its JSON blocks carry test ids.

import { escapeHtml, toPage } from "../http.mjs";

const TITLE = "Demo app";

/** @param {{ clientIds: string[], view: import("./token-view.mjs").TokenView | undefined }} input */
export function toHomePage({ clientIds, view }) {
  return toPage({ title: TITLE, body: view ? toSignedIn(view) : toSignedOut(clientIds) });
}

/** @param {string[]} clientIds */
function toSignedOut(clientIds) {
  const others = clientIds
    .filter((id) => id !== "demo-app")
    .map(
      (id) =>
        `<a class="button quiet" href="/login?client=${encodeURIComponent(id)}">Sign in as ${escapeHtml(id)}</a>`,
    );
  return `<section><p>This app knows nobody. It leaves sign-in to Hydra, and Hydra to Foyer.</p>
<p data-testid="rp-signed-out">You are signed out.</p>
<a class="button" id="sign-in" href="/login">Sign in</a>
<a class="button quiet" id="register" href="/login?prompt=registration">Create an account</a>
${others.join("")}</section>
<p class="quiet-text">Query parameters of /login go into the authorization request:
scope, prompt, max_age, acr_values, login_hint, ui_locales, audience, response_mode …</p>`;
}

/** @param {import("./token-view.mjs").TokenView} view */
function toSignedIn(view) {
  const who = view.claims.email ?? view.claims.sub;
  return `<section><p>Signed in as <strong data-testid="rp-user">${escapeHtml(who)}</strong>
through <span data-testid="rp-client">${escapeHtml(view.clientId)}</span>.</p>
${toButton("/refresh", "Refresh tokens", "refresh")}
${toButton("/logout", "Sign out", "sign-out")}
${toButton("/logout", "Sign out without a hint", "sign-out-without-hint", '<input type="hidden" name="hint" value="none">')}
${toButton("/forget", "Forget me here only", "forget")}</section>
${toJsonBlock("ID token", "rp-claims", view.claims)}
${toJsonBlock("Access token", "rp-tokens", view.accessToken)}
${toJsonBlock("Userinfo", "rp-userinfo", view.userinfo)}`;
}

/** @param {string} action @param {string} label @param {string} id @param {string} [fields] HTML */
function toButton(action, label, id, fields = "") {
  return `<form class="inline" method="post" action="${action}">${fields}<button id="${id}" class="quiet">${label}</button></form>`;
}

/** @param {string} title @param {string} testId @param {unknown} value */
function toJsonBlock(title, testId, value) {
  return `<section><h2>${title}</h2><pre data-testid="${testId}">${escapeHtml(JSON.stringify(value, null, 2))}</pre></section>`;
}

/** OAuth2 errors carry `error` and `error_description`; others only a message. @param {unknown} problem */
export function toErrorPage(problem) {
  const { error, error_description, message } = /** @type {Record<string, unknown>} */ (Object(problem));
  const details = { error: error ?? "error", error_description: error_description ?? message };
  return toPage({
    title: TITLE,
    body: `<section><h2>Sign-in did not work</h2><p>${escapeHtml(details.error_description)}</p>
<pre data-testid="rp-error">${escapeHtml(JSON.stringify(details, null, 2))}</pre>
<a class="button" id="sign-in" href="/login">Try again</a></section>`,
  });
}

/** @param {string} title */
export function toTextPage(title) {
  return toPage({ title, body: "<p>A placeholder that the consent page links to.</p>" });
}
