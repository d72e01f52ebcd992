// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { NEVER_DRAWN, NEVER_DRAWN_IN_PUBLIC, trimStylesheet } from "./trim-stylesheet.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("trimStylesheet", () => {
  it.each([
    [
      "html{font-family:var(--foyer-font,Arial, sans-serif);margin:0}",
      "html{font-family:var(--foyer-font);margin:0}",
    ],
    ["a{color:var(--other,red)}", "a{color:var(--other,red)}"],
    ["a{font-feature-settings:var(--default-font-feature-settings,normal);color:red}", "a{color:red}"],
    ["hr{height:0}p{margin:0}", "p{margin:0}"],
    ["button,optgroup,select{margin:0}", "button,select{margin:0}"],
    [".a sub,sup{top:0}", ""],
    ["@supports (color:red){::placeholder{color:red}}", ""],
    [".sub{top:0}.hr-line{top:0}[data-sub] p{top:0}", ".sub{top:0}.hr-line{top:0}[data-sub] p{top:0}"],
  ])("%s", (css, trimmed) => expect(trimStylesheet(css, NEVER_DRAWN_IN_PUBLIC)).toBe(trimmed));
});

it("no page draws what its stylesheet leaves out", async () => {
  const names = await Promise.all(
    ["app", "components", "lib", "client"].map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((name) => join(folder, name)),
    ),
  );
  const files = names.flat().filter((name) => /(?<!\.test)\.tsx?$/.test(name));
  const ofConsole = files.filter((name) => name.includes("/console/"));
  expect(Math.min(ofConsole.length, files.length - ofConsole.length)).toBeGreaterThan(100);
  for (const file of files) {
    const never = ofConsole.includes(file) ? NEVER_DRAWN : NEVER_DRAWN_IN_PUBLIC;
    const drawn = never.map((name) => (name.startsWith("::") ? ` ${name.slice(2)}=` : `<${name}\\b`));
    const found = new RegExp(drawn.join("|")).exec(await readFile(join(root, file), "utf8"));
    expect(found?.[0], file).toBeUndefined();
  }
});
