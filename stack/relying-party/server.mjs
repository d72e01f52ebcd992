// @ts-check
// A sample relying party: signs a person in through Hydra and shows what it was told.

import { redirect, sendHtml, sendJson, sendText, serve } from "../http.mjs";
import { openClients } from "./clients.mjs";
import { receiveFrontchannelLogout, receiveLogoutToken, toReceivedTokens } from "./logout-notices.mjs";
import { toErrorPage, toHomePage, toTextPage } from "./pages.mjs";
import { toUrl } from "./request-url.mjs";
import { openSessions } from "./sessions.mjs";
import { finishSignIn, refreshTokens, startSignIn } from "./sign-in.mjs";
import { startSignOut } from "./sign-out.mjs";
import { getTokenView } from "./token-view.mjs";

/**
 * @typedef {object} RelyingParty
 * @property {string} url
 * @property {string} hydraPublic
 * @property {string} hydraAdmin
 * @property {import("./clients.mjs").Clients} clients
 * @property {import("./sessions.mjs").Sessions} sessions
 * @property {ReturnType<typeof toReceivedTokens>} received
 */

/** @typedef {import("../http.mjs").Request} Request */
/** @typedef {import("../http.mjs").Response} Response */
/** @typedef {(rp: RelyingParty, request: Request, response: Response) => void | Promise<void>} Handler */

/**
 * @param {{ port: number, urls: import("../urls.mjs").StackUrls, clients: import("../hydra/clients.mjs").OAuth2Client[],
 *   secret: import("../secrets.mjs").GetSecret }} options `clients` is read at each sign-in, so it may grow
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function startRelyingParty({ port, urls, clients, secret }) {
  const rp = {
    url: urls.relyingParty,
    hydraPublic: urls.hydraPublic,
    hydraAdmin: urls.hydraAdmin,
    clients: openClients(urls.hydraPublic, clients),
    sessions: openSessions(secret("relying-party.cookie")),
    received: toReceivedTokens(),
  };
  return serve(port, async (request, response) => {
    const handler = routes[`${request.method} ${toUrl(rp, request).pathname}`];
    if (!handler) return sendText(response, 404, "Not found.");
    try {
      await handler(rp, request, response);
    } catch (error) {
      sendHtml(response, 400, toErrorPage(error));
    }
  });
}

/** @type {Record<string, Handler>} */
const routes = {
  "GET /": showHome,
  "GET /login": startSignIn,
  "GET /callback": finishSignIn,
  "POST /callback": finishSignIn,
  "POST /refresh": refreshTokens,
  "POST /logout": startSignOut,
  "POST /forget": forgetSession,
  "GET /frontchannel-logout": receiveFrontchannelLogout,
  "POST /backchannel-logout": receiveLogoutToken,
  "GET /backchannel-logout/received": (rp, _request, response) => sendJson(response, 200, rp.received.list()),
  "GET /privacy": (_rp, _request, response) => sendHtml(response, 200, toTextPage("Privacy policy")),
  "GET /terms": (_rp, _request, response) => sendHtml(response, 200, toTextPage("Terms of service")),
};

/** @type {Handler} */
async function showHome(rp, request, response) {
  const session = await rp.sessions.open(request, response);
  const tokens = session.data.tokens;
  sendHtml(
    response,
    200,
    toHomePage({ clientIds: rp.clients.ids(), view: tokens && (await getTokenView(rp, tokens)) }),
  );
}

/** Drops this app's own session and leaves Hydra's and Kratos' alone. @type {Handler} */
async function forgetSession(rp, request, response) {
  const session = await rp.sessions.open(request, response);
  session.end();
  redirect(response, "/");
}
