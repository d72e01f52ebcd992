// @ts-check
/** Bundles the programs that run in production into `dist/`: the server with every route's handlers, the doctor, the health check. */
import { readdir } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { REPOSITORY } from "./lib/run.mjs";
import { writeBuild } from "./lib/write-build.mjs";

const OUTPUT = join(REPOSITORY, "dist");
const PROGRAMS = {
  server: "server/main.ts",
  doctor: "server/doctor.ts",
  brand: "server/brand.ts",
  healthcheck: "server/healthcheck.ts",
};

/**
 * Packages that are loaded only where they are asked for; they stay packages. undici and pino are not among them: a start waits
 * for both, and for a hundred files of theirs each with its own search.
 */
const EXTERNAL = [/^next($|\/)/, /^ioredis$/, /^prom-client$/, /^@opentelemetry\//];

/** Of undici its agent alone: its `fetch`, WebSocket, caches and mocks are three quarters of it, and a start would wait for them. */
const UNDICI = join(REPOSITORY, "server", "undici-agent.mjs");

const ROUTES = "virtual:routes";

/** Writes dist/. A server that runs from there goes on: what it loads late, such as a language, stays for one build more. */
export async function buildServer() {
  await writeBuild(OUTPUT, await bundle(PROGRAMS, "production"));
}

/** Bundles the development server to a file, and answers its path. */
export async function buildDevelopmentServer() {
  const folder = join(REPOSITORY, ".next", "server-dev");
  await writeBuild(folder, await bundle({ development: "server/development.ts" }, "development"));
  return join(folder, "development.mjs");
}

/**
 * @param {Record<string, string>} input
 * @param {"production" | "development"} mode
 * @returns {Promise<{ name: string, text: string }[]>}
 */
async function bundle(input, mode) {
  const build = await rolldown({
    input,
    cwd: REPOSITORY,
    platform: "node",
    external: EXTERNAL,
    resolve: {
      alias: { "@": REPOSITORY, "react-dom/server": toMarkupRenderer(mode), undici: UNDICI },
      conditionNames: ["node", "import"],
      mainFields: ["module", "main"],
    },
    transform: { define: { "process.env.NODE_ENV": JSON.stringify(mode) }, jsx: { runtime: "automatic" } },
    plugins: [toRoutesPlugin()],
  });
  const { output } = await build.generate({
    format: "esm",
    // V8 keeps the text of each module, and where one character is beyond Latin-1, two bytes for each.
    charset: "ascii",
    comments: { jsdoc: false },
    entryFileNames: "[name].mjs",
    chunkFileNames: "chunks/[name]-[hash].mjs",
    sourcemap: false,
  });
  await build.close();
  return output.map((file) => {
    if (file.type !== "chunk") throw new Error(`${file.fileName}: nothing but code is expected`);
    return { name: file.fileName, text: file.code };
  });
}

/** Of React's two renderers the one that makes strings: the other streams, and is as large again. @param {string} mode */
function toMarkupRenderer(mode) {
  return join(REPOSITORY, `node_modules/react-dom/cjs/react-dom-server-legacy.node.${mode}.js`);
}

/** The table of routes as a module: Next's file conventions, read at build time. @returns {import("rolldown").Plugin} */
function toRoutesPlugin() {
  return {
    name: "routes",
    resolveId: (id) => (id === ROUTES ? `\0${ROUTES}` : undefined),
    async load(id) {
      if (id !== `\0${ROUTES}`) return undefined;
      const files = await listRouteFiles();
      const imports = files.map((file, index) =>
        isLoadedLate(file) ? "" : `import * as route${index} from ${JSON.stringify(file)};`,
      );
      const rows = files.map((file, index) => {
        const handlers = isLoadedLate(file) ? `() => import(${JSON.stringify(file)})` : `route${index}`;
        return `  { pattern: ${JSON.stringify(toPattern(file))}, handlers: ${handlers} },`;
      });
      return `${imports.join("\n")}\nexport const routes = [\n${rows.join("\n")}\n];\n`;
    },
  };
}

async function listRouteFiles() {
  const names = await readdir(join(REPOSITORY, "app"), { recursive: true });
  return names
    .filter((name) => /(^|[\\/])route\.tsx?$/.test(name))
    .map((name) => join(REPOSITORY, "app", name))
    .sort();
}

/** The console's: most processes never show it, and its modules are half of all. @param {string} file */
function isLoadedLate(file) {
  return relative(join(REPOSITORY, "app"), file).startsWith(`console${sep}`);
}

/** @param {string} file */
function toPattern(file) {
  const folder = relative(join(REPOSITORY, "app"), dirname(file)).split(sep).join("/");
  return `/${folder}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer();
