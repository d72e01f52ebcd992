// @ts-check
// Says below which folders Foyer can be built.

/** Tailwind looks for its files as for addresses: what stands behind these is a query or a fragment to it. */
const NO_PATH = /[#?]/;

/** @param {string} folder @throws for one below which a build fails at a file that is there */
export function requireBuildable(folder) {
  if (NO_PATH.test(folder))
    throw new Error(`Foyer cannot be built below a folder with # or ? in its name: ${folder}. Move it.`);
}
