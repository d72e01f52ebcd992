// @ts-check
// A dozen apps of every kind, some with settings that are worth a look.

import { ensureClient } from "../ory-admin.mjs";

const CODE = { grant_types: ["authorization_code", "refresh_token"], response_types: ["code"] };
const PUBLIC = { token_endpoint_auth_method: "none" };

/** @type {{ client_id: string, [key: string]: unknown }[]} */
const APPS = [
  { client_id: "mail", client_name: "Webmail", owner: "Team Post", ...toWeb("mail") },
  { client_id: "calendar", client_name: "Calendar", owner: "Team Post", ...toWeb("calendar") },
  { client_id: "shop", client_name: "Shop", owner: "Team Sales", ...toWeb("shop") },
  { client_id: "wiki", client_name: "Wiki", owner: "Team Knowledge", skip_consent: true, ...toWeb("wiki") },
  {
    client_id: "maps",
    client_name: "Maps",
    ...CODE,
    ...PUBLIC,
    redirect_uris: ["https://maps.example/callback"],
    allowed_cors_origins: ["https://maps.example"],
    scope: "openid profile",
  },
  {
    client_id: "phone",
    client_name: "Mobile app",
    ...CODE,
    ...PUBLIC,
    redirect_uris: ["example.people.app:/callback"],
    scope: "openid offline_access profile",
  },
  {
    client_id: "old-intranet",
    client_name: "Old intranet",
    owner: "nobody any more",
    grant_types: ["implicit"],
    response_types: ["token"],
    redirect_uris: ["http://intranet.example/callback"],
    scope: "openid",
  },
  toMachine("billing", "Billing"),
  toMachine("reports", "Nightly reports"),
];

/** @param {string} name */
function toWeb(name) {
  return {
    ...CODE,
    redirect_uris: [`https://${name}.example/callback`],
    post_logout_redirect_uris: [`https://${name}.example/`],
    scope: "openid offline_access profile email",
    backchannel_logout_uri: `https://${name}.example/logout`,
    backchannel_logout_session_required: true,
  };
}

/** @param {string} client_id @param {string} client_name */
function toMachine(client_id, client_name) {
  return {
    client_id,
    client_name,
    grant_types: ["client_credentials"],
    response_types: [],
    scope: "read write",
  };
}

/** @type {import("./fill.mjs").Filler} */
export async function fillApps({ urls, secret }) {
  for (const app of APPS) {
    const isPublic = app.token_endpoint_auth_method === "none";
    const own = isPublic ? {} : { client_secret: secret(`client.${app.client_id}`) };
    await ensureClient(urls.hydraAdmin, { ...app, ...own });
  }
}
