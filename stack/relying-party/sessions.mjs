// @ts-check
// Keeps sessions in memory; the browser holds a sealed cookie with the session's id and nothing else.

import { randomUUID } from "node:crypto";
import { getIronSession } from "iron-session";

/**
 * @typedef {object} PendingSignIn
 * @property {string} clientId
 * @property {string} codeVerifier
 * @property {string} nonce
 * @property {number} [maxAge] seconds
 */

/**
 * @typedef {object} SessionTokens
 * @property {string} clientId
 * @property {string} accessToken
 * @property {string} [refreshToken]
 * @property {string} [idToken]
 * @property {Record<string, unknown>} claims of the ID token
 */

/** @typedef {{ pending: Map<string, PendingSignIn>, tokens?: SessionTokens }} SessionData pending sign-ins by state */
/** @typedef {ReturnType<typeof openSessions>} Sessions */

/** @param {string} password seals the cookie; 32 characters or more */
export function openSessions(password) {
  /** @type {Map<string, SessionData>} */
  const sessions = new Map();
  const options = {
    password,
    cookieName: "relying_party",
    cookieOptions: { secure: false, sameSite: /** @type {const} */ ("lax") },
  };

  return {
    /** @param {import("../http.mjs").Request} request @param {import("../http.mjs").Response} response */
    async open(request, response) {
      /** @type {import("iron-session").IronSession<{ id?: string }>} */
      const cookie = await getIronSession(request, response, options);
      const id = cookie.id ?? randomUUID();
      /** @type {SessionData} */
      const data = sessions.get(id) ?? { pending: new Map() };
      sessions.set(id, data);
      return {
        data,
        /** Writes the cookie; call it before the answer starts. */
        save: async () => {
          cookie.id = id;
          await cookie.save();
        },
        end: () => {
          sessions.delete(id);
          cookie.destroy();
        },
      };
    },

    /** Ends every session that Hydra knows by this `sid`, or that is of this subject. @param {{ sid?: string, sub?: string }} which */
    endMatching({ sid, sub }) {
      for (const data of sessions.values()) {
        const { claims } = data.tokens ?? {};
        if (claims && (sid ? claims.sid === sid : claims.sub === sub)) delete data.tokens;
      }
    },
  };
}
