/** Unit and property tests, beside the code they test. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const FOLDERS = ["lib", "components", "client", "app", "server", "stack", "scripts", "tests/unit"];
const ALL = FOLDERS.map((folder) => `${folder}/**/*.test.{ts,tsx,mjs}`);

/** What of a test's text says that it changes, or measures, what a process has only one of: modules, environment, time. */
const TOUCHES_PROCESS = /\bvi\b|\bprocess\.|tests\/unit\/|globalThis/;

/** Tests of the processor time that work takes: threads of one process report theirs together, so each has a process. */
const MEASURES_WORK = /from "[^"]*\/(?:growth|expressions)"/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
)
  .filter((file) => /\.test\.(tsx?|mjs)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

const measuring = files.filter(({ text }) => MEASURES_WORK.test(text)).map(({ file }) => file);

/** Tests that leave nothing behind: they share a process and the modules in it, which takes half the time. */
const sharing = files
  .filter(({ file, text }) => !file.startsWith("tests/unit/") && !TOUCHES_PROCESS.test(text))
  .map(({ file }) => file)
  .filter((file) => !measuring.includes(file));

export default defineConfig({
  resolve: { alias: { "@": ROOT } },
  test: {
    environment: "node",
    // A thread starts for less than half the work of a process, and has an environment of its own.
    pool: "threads",
    globalSetup: ["tests/unit/build-assets.ts"],
    setupFiles: ["tests/unit/setup.ts"],
    // Property tests run tens of thousands of cases; a busy machine must not make them fail.
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: "sharing", include: sharing, isolate: false } },
      { extends: true, test: { name: "measuring", include: measuring, pool: "forks" } },
      { extends: true, test: { name: "alone", include: ALL, exclude: [...sharing, ...measuring] } },
    ],
  },
});
