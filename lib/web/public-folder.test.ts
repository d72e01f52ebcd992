import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { readBaseStylesheet } from "@/lib/brand/read-brands.server";
import { lendFiles } from "@/lib/store/shared-assets";
import { setEnvironment } from "@/tests/unit/environment";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import manifest from "./asset-manifest.json" with { type: "json" };
import { setPublicFolder } from "./public-folder";

const { path: elsewhere, remove } = makeTemporaryFolder("public");
afterAll(remove);

it("a server finds its stylesheet, for brands and to lend it, wherever it was started from", async () => {
  setEnvironment();
  const file = join(elsewhere, manifest.stylesheet);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "the one beside the program");
  setPublicFolder(elsewhere);
  expect(readBaseStylesheet()).toBe("the one beside the program");
  const [own, set] = ["/assets/foyer.ofelsewher.css", vi.fn()];
  writeFileSync(join(elsewhere, own), "lent");
  await lendFiles({ get: async () => null, set }, [own]);
  expect(set).toHaveBeenCalledTimes(1);
});
