/** Unit and property tests, beside the code they test. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{lib,components,client,app,server,stack,scripts,tests/unit}/**/*.test.{ts,tsx,mjs}"],
    environment: "node",
    setupFiles: ["tests/unit/setup.ts"],
    // Property tests run tens of thousands of cases; a busy machine must not make them fail.
    testTimeout: 30_000,
  },
});
