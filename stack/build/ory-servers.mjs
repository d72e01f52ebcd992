// @ts-check
// Names the Ory servers that the stack builds, and where a build of each is kept.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} OryServer
 * @property {"kratos" | "hydra"} name
 * @property {string} title
 * @property {string} version
 * @property {string} module Go package of the command
 * @property {string} dir the folder with go.mod and go.sum
 * @property {string} binVariable environment variable that names another build
 */

/** @type {OryServer[]} */
export const ORY_SERVERS = [
  {
    name: "kratos",
    title: "Kratos",
    version: "v1.3.1",
    module: "github.com/ory/kratos",
    dir: fileURLToPath(new URL("../kratos", import.meta.url)),
    binVariable: "KRATOS_BIN",
  },
  {
    name: "hydra",
    title: "Hydra",
    version: "v2.3.0",
    module: "github.com/ory/hydra/v2",
    dir: fileURLToPath(new URL("../hydra", import.meta.url)),
    binVariable: "HYDRA_BIN",
  },
];

/** The same flags for both servers, so that their builds share Go's cache. @param {OryServer} server */
export function toBuildFlags({ module, version }) {
  return [
    "-trimpath",
    "-tags",
    "sqlite,json1",
    "-ldflags",
    `-s -w -X ${module}/driver/config.Version=${version}`,
  ];
}

/** Shared by all clones on this machine. */
function toCacheDir(env = process.env) {
  return env.FOYER_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "foyer");
}

/** The path of the cached build that belongs to this go.mod, platform and flags. @param {OryServer} server */
export async function toBuildPath(server) {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(await readFile(join(server.dir, file)));
  hash.update(`${process.platform}-${process.arch} ${toBuildFlags(server).join(" ")}`);
  const key = hash.digest("hex").slice(0, 12);
  return join(toCacheDir(), `${server.name}-${server.version}-${key}`);
}
