// @ts-check
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { IMAGE_ARGUMENTS, START_ARGUMENTS } from "../stack/server-arguments.mjs";
import { requireNode } from "./lib/setup.mjs";

/** @param {string} path */
const read = (path) => readFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

/** @type {{ packages: Record<string, { version?: string, hasInstallScript?: boolean, integrity?: string, resolved?: string }> }} */
const lock = JSON.parse(await read("package-lock.json"));
const installed = Object.entries(lock.packages).filter(([path]) => path !== "");

test("S5: no package of the lockfile runs an install script, and each is pinned by its digest", () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  expect(
    installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path),
  ).toEqual([]);
});

test("S5: the image installs no scripts and development packages, and runs as nobody special", async () => {
  const dockerfile = await read("Dockerfile");
  const installs = dockerfile.match(/^RUN npm .*$/gm) ?? [];
  expect(installs).toHaveLength(2);
  for (const line of installs) expect(line).toContain("--ignore-scripts");
  expect(installs.at(-1)).toContain("--omit=dev");
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile.match(/^FROM (.+?)( AS .*)?$/gm)?.every((line) => /:\d+\.\d+\.\d+-/.test(line))).toBe(
    true,
  );
});

test("npm installs nothing for a Node that Foyer does not run on", async () => {
  expect(await read(".npmrc")).toMatch(/^engine-strict=true$/m);
  const { engines } = JSON.parse(await read("package.json"));
  const [least = ""] = /\d+\.\d+/.exec(engines.node) ?? [];
  expect(() => requireNode(`${least}.0`)).not.toThrow();
  expect(() => requireNode("20.19.0")).toThrow(`Node ${least} or newer`);
  expect(await read("README.md")).toContain(`You need Node ≥ ${least}`);
  expect(await read("scripts/dev.mjs")).toContain("requireNode(process.versions.node)");
});

test("S5: composed, Foyer is read-only without capabilities, and databases have no way out", async () => {
  const compose = await read("compose.yaml");
  expect(compose).toMatch(/x-hardened[\s\S]*read_only: true[\s\S]*cap_drop: \[ALL\]/);
  expect(compose).toMatch(/\n {2}foyer:\n {4}<<: \*hardened\n/);
  expect(compose).toMatch(/\n {2}inside:\n {4}internal: true\n/);
});

test("the image holds built folders, and names no script but the programs it runs", async () => {
  const dockerfile = await read("Dockerfile");
  const copies = [...(dockerfile.split(/^FROM /m).at(-1) ?? "").matchAll(/^COPY --from=build (\S+) /gm)];
  expect(copies.map(([, path]) => path)).toEqual(["/foyer/package.json", "/foyer/public", "/foyer/dist"]);
  expect(START_ARGUMENTS).toHaveLength(1);
  expect(IMAGE_ARGUMENTS.filter((part) => !part.startsWith("--"))).toEqual(START_ARGUMENTS);
});

test("npm hands a signal on to the program that it started", async () => {
  const { scripts } = JSON.parse(await read("package.json"));
  // Else npm ends the shell between them, and the program goes on without either.
  for (const name of ["start", "dev", "demo", "brand", "test"]) expect(scripts[name]).toMatch(/^exec node /);
});
