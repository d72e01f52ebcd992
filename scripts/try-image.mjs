// @ts-check
// `node scripts/try-image.mjs`: lays out what the Dockerfile's last stage holds and runs it as the container would be
// run (another user, files nobody may change, no home), for machines without a container engine. Needs root.

import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, cp, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { IMAGE_ARGUMENTS } from "../stack/server-arguments.mjs";
import { makeTemporaryFolder } from "../stack/temporary-folder.mjs";
import { waitFor } from "../stack/wait.mjs";
import { REPOSITORY } from "./lib/run.mjs";

const run = promisify(execFile);
const NOBODY = 65_534;
const PORT = 3999;
const READY_DEADLINE_MS = 20_000;

const { path: image, remove } = makeTemporaryFolder("image");
try {
  await layOut(image);
  await tryOut(image);
  console.log("The image's files run: unprivileged, read-only, production packages only.");
} finally {
  await remove();
}

/** Production packages by npm itself, and whatever the last stage copies out of the build. @param {string} dir */
async function layOut(dir) {
  for (const file of ["package.json", "package-lock.json"]) await cp(join(REPOSITORY, file), join(dir, file));
  await run("npm", ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: dir });
  for (const { sources, target } of await readCopies()) {
    for (const source of sources) {
      const name = source.slice(source.lastIndexOf("/") + 1);
      const to = target.endsWith("/") ? join(dir, target, name) : join(dir, target);
      await mkdir(dirname(to), { recursive: true });
      await cp(join(REPOSITORY, source), to, { recursive: true });
    }
  }
  await run("chmod", ["-R", "a-w,a+rX", dir]);
  await chmod(dir, 0o555);
}

/** `COPY --from=build` lines of the Dockerfile's last stage. */
async function readCopies() {
  const stages = (await readFile(join(REPOSITORY, "Dockerfile"), "utf8")).split(/^FROM /m);
  const lines = (stages.at(-1) ?? "").matchAll(/^COPY --from=build (.+)$/gm);
  return [...lines].map(([, parameters = ""]) => {
    const paths = parameters.split(" ");
    return {
      sources: paths.slice(0, -1).map((path) => path.replace(/^\/foyer\//, "")),
      target: paths.at(-1) ?? "",
    };
  });
}

/** @param {string} dir */
async function tryOut(dir) {
  const before = await listFiles(dir);
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: /** @type {const} */ ("production"),
    HOME: "/nonexistent",
    HOST: "127.0.0.1",
    PORT: String(PORT),
    FOYER_PUBLIC_URL: `http://localhost:${PORT}/auth`,
    KRATOS_PUBLIC_URL: "http://kratos.invalid",
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    FOYER_DRAIN_DELAY_MS: "0",
  };
  const as = { cwd: dir, env, uid: NOBODY, gid: NOBODY };
  const child = spawn(process.execPath, IMAGE_ARGUMENTS, {
    ...as,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    const isHealthy = () => run(process.execPath, ["dist/healthcheck.mjs"], as).then(() => true);
    await waitFor("the health check passes", isHealthy, { deadlineMs: READY_DEADLINE_MS });
    const page = await fetch(`http://127.0.0.1:${PORT}/auth/login`);
    const html = await page.text();
    if (page.status !== 503) throw new Error(`/login answered ${page.status} without a Kratos.`);
    for (const [, path = ""] of html.matchAll(/(?:href|src)="([^"]+\.(?:css|js|svg))"/g)) {
      const asset = await fetch(`http://127.0.0.1:${PORT}${path}`);
      if (!asset.ok) throw new Error(`${path} answered ${asset.status}.`);
    }
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  }
  if ((await listFiles(dir)) !== before) throw new Error("The server wrote into its own files.");
}

/** @param {string} dir */
async function listFiles(dir) {
  const { stdout } = await run("find", [dir, "-printf", "%p %T@\n"], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
