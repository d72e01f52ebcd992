// @ts-check
// Reads from the environment which Kratos and Hydra run already, so that the demo uses them instead of its own.

const PAIRS = [
  { public: "KRATOS_PUBLIC_URL", admin: "KRATOS_ADMIN_URL", keys: ["kratosPublic", "kratosAdmin"] },
  { public: "HYDRA_PUBLIC_URL", admin: "HYDRA_ADMIN_URL", keys: ["hydraPublic", "hydraAdmin"] },
];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Partial<import("../../stack/urls.mjs").StackUrls>}
 * @throws when one URL of a pair is given without the other
 */
export function toExistingServers(env) {
  /** @type {Record<string, string>} */
  const existing = {};
  for (const pair of PAIRS) {
    const values = [env[pair.public], env[pair.admin]];
    const given = values.filter(Boolean);
    if (given.length === 0) continue;
    if (given.length === 1)
      throw new Error(`${pair.public} and ${pair.admin} go together; only one of them is set.`);
    pair.keys.forEach((key, index) => {
      existing[key] = String(values[index]).replace(/\/+$/, "");
    });
  }
  return existing;
}
