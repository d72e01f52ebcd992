// @ts-check
/** Bundles the config doctor (lib/doctor) to one file beside the build, so that it runs where only the build is. */
import { join } from "node:path";
import { rolldown } from "rolldown";
import { REPOSITORY } from "./lib/run.mjs";

/** Writes .next/doctor.mjs. */
export async function buildDoctor() {
  const bundle = await rolldown({ input: join(REPOSITORY, "lib", "doctor", "main.ts"), platform: "node" });
  await bundle.write({ file: join(REPOSITORY, ".next", "doctor.mjs"), format: "esm", codeSplitting: false });
  await bundle.close();
}
