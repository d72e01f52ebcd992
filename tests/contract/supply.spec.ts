/** What is shipped: no framework with known holes, no server's secret in what browsers can fetch. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/contract";
import { COOKIE_SECRET } from "../support/foyer";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** First Next release without GHSA-673q-mjm6-r5xr and GHSA-2464-fhr4-w9xw. */
const SAFE_NEXT = [16, 4, 3];

test("S1: the lockfile holds no Next with known holes, a digest each, and exact versions", async () => {
  const lock = JSON.parse(await readFile(join(REPOSITORY, "package-lock.json"), "utf8"));
  const entries = Object.entries<{ version: string; integrity?: string; link?: boolean }>(lock.packages);
  const next = entries.filter(([path]) => /(^|\/)node_modules\/next$/.test(path));
  expect(next).toHaveLength(1);
  for (const [, { version }] of next) expect(isAtLeast(version, SAFE_NEXT), version).toBe(true);
  const unpinned = entries.filter(([path, { integrity }]) => path !== "" && !integrity);
  expect(unpinned.map(([path]) => path)).toEqual([]);

  const manifest = JSON.parse(await readFile(join(REPOSITORY, "package.json"), "utf8"));
  const ranges = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
});

/** Releases only: a pre-release of a safe version may come before it. */
function isAtLeast(version: string, [major = 0, minor = 0, patch = 0]: number[]): boolean {
  const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = version.split(".").map(Number);
  if (ownMajor !== major) return ownMajor > major;
  return ownMinor === minor ? ownPatch >= patch : ownMinor > minor;
}

test("S1: the gate knows older releases from newer ones", () => {
  for (const old of ["16.4.2", "16.3.9", "15.9.9", "16.4.3-canary.1"])
    expect(isAtLeast(old, SAFE_NEXT), old).toBe(false);
  for (const safe of ["16.4.3", "16.4.10", "16.10.0", "17.0.0"])
    expect(isAtLeast(safe, SAFE_NEXT), safe).toBe(true);
});

test("S3: no file for browsers holds a secret, an upstream's address or a variable's name", async ({
  contract: { foyer, kratos, kratosAdmin, hydra },
}) => {
  expect(foyer.url).not.toBe(kratos.url);
  const files = await listFiles(join(REPOSITORY, "public"));
  expect(files.filter((file) => file.endsWith(".js")).length).toBeGreaterThan(0);
  for (const file of files) {
    const text = await readFile(file, "utf8");
    for (const secret of [COOKIE_SECRET, kratos.url, kratosAdmin.url, hydra.url]) {
      expect(text.includes(secret), file).toBe(false);
    }
    expect(text, file).not.toMatch(/KRATOS_|HYDRA_|COOKIE_SECRET|ORY_SDK|API_TOKEN|FOYER_[A-Z]/);
    expect(text, file).not.toContain("sourceMappingURL");
  }
});

test("S3: the pages themselves name no upstream", async ({
  contract: { get, kratos, kratosAdmin, hydra },
}) => {
  for (const target of [
    "/login",
    "/registration",
    "/error?error=x",
    "/nowhere",
    "/login?login_challenge=c",
  ]) {
    const { body, headers } = await get(target);
    expect(body, target).toContain("</html>");
    for (const { url } of [kratos, kratosAdmin, hydra]) {
      expect(body + JSON.stringify(headers), target).not.toContain(new URL(url).host);
    }
  }
});

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
