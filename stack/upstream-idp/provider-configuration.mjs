// @ts-check
// Configures oidc-provider: two confidential clients for Kratos, sign-in asked every time, consent given without asking.

import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { interactionPolicy } from "./oidc-provider.mjs";

const { Check, base } = interactionPolicy;

/**
 * @param {{ accounts: import("./accounts.mjs").Accounts, foyer: string, secret: import("../secrets.mjs").GetSecret }} input
 */
export async function toProviderConfiguration({ accounts, foyer, secret }) {
  return {
    clients: ["acme", "globex"].map((id) => toKratosClient(id, foyer, secret)),
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name", "given_name", "family_name"],
    },
    // Kratos reads claims from the ID token.
    conformIdTokenClaims: false,
    cookies: {
      // Cookies ignore ports: these names must not meet Foyer's, Kratos' or Hydra's.
      names: { interaction: "upstream_interaction", resume: "upstream_resume", session: "upstream_session" },
      keys: [secret("upstream.cookie")],
    },
    features: { devInteractions: { enabled: false } },
    /** @param {unknown} _context @param {string} subject */
    findAccount: (_context, subject) => accounts.find(subject),
    interactions: {
      policy: toPolicy(),
      /** @param {unknown} _context @param {{ uid: string }} interaction */
      url: (_context, interaction) => `/interaction/${interaction.uid}`,
    },
    jwks: { keys: [await toSigningKey()] },
    loadExistingGrant: grantWhatIsAsked,
    pkce: { required: () => false },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 3600,
      Interaction: 3600,
      Session: 3600,
    },
  };
}

/** @param {string} id @param {string} foyer @param {import("../secrets.mjs").GetSecret} secret */
function toKratosClient(id, foyer, secret) {
  return {
    client_id: id,
    client_secret: secret(`upstream.${id}`),
    // The second one is what Kratos names when a provider enforces PKCE.
    redirect_uris: [
      `${foyer}/self-service/methods/oidc/callback/${id}`,
      `${foyer}/self-service/methods/oidc/callback`,
    ],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
}

/** Asks for sign-in on every visit, so that a test or a demo can come back as somebody else. */
function toPolicy() {
  const policy = base();
  policy
    .get("login")
    ?.checks.add(
      new Check("always_ask", "Sign-in is asked on every visit.", (context) =>
        context.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

/** @param {import("oidc-provider").Context} context */
async function grantWhatIsAsked(context) {
  const { client, session, requestParamScopes, provider } = context.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...requestParamScopes].join(" "));
  await grant.save();
  return grant;
}

async function toSigningKey() {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: `upstream-${Date.now()}` };
}
