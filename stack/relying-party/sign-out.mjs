// @ts-check
// Ends this app's session and sends the person to Hydra's logout endpoint.

import { buildEndSessionUrl, randomState } from "openid-client";
import { readForm, redirect } from "../http.mjs";

/** With `hint=none` in the form, Hydra is not told who signs out and asks the person. @type {import("./server.mjs").Handler} */
export async function startSignOut(rp, request, response) {
  const form = await readForm(request);
  const session = await rp.sessions.open(request, response);
  const { tokens } = session.data;
  const configuration = await rp.clients.get(tokens?.clientId ?? "demo-app");
  const location =
    form.get("hint") === "none" || !tokens?.idToken
      ? new URL(`${rp.hydraPublic}/oauth2/sessions/logout`)
      : buildEndSessionUrl(configuration, {
          id_token_hint: tokens.idToken,
          post_logout_redirect_uri: `${rp.url}/`,
          state: randomState(),
        });
  session.end();
  redirect(response, location.href);
}
