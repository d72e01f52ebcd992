// @ts-check
// Turns a stack's ports into the URLs by which people, tests and servers reach its parts.

/**
 * @typedef {object} StackUrls
 * @property {string} foyer
 * @property {string} kratosPublic
 * @property {string} kratosAdmin
 * @property {string} hydraPublic
 * @property {string} hydraAdmin
 * @property {string} mail
 * @property {string} relyingParty
 * @property {string} upstreamIdp
 */

/**
 * Always `localhost`: cookies ignore ports but not host names, and an IP address is no passkey RP id.
 * @param {import("./ports.mjs").Ports} ports
 * @param {{ existing?: Partial<StackUrls>, basePath?: string }} [options] `existing`: servers that run elsewhere
 * @returns {StackUrls}
 */
export function toUrls(ports, { existing = {}, basePath = "" } = {}) {
  /** @param {number} port */
  const at = (port) => `http://localhost:${port}`;
  return {
    foyer: at(ports.foyer) + basePath,
    kratosPublic: at(ports.kratosPublic),
    kratosAdmin: at(ports.kratosAdmin),
    hydraPublic: at(ports.hydraPublic),
    hydraAdmin: at(ports.hydraAdmin),
    mail: at(ports.mail),
    relyingParty: at(ports.relyingParty),
    upstreamIdp: at(ports.upstreamIdp),
    ...existing,
  };
}
