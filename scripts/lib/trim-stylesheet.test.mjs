// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { NEVER_DRAWN, NEVER_DRAWN_IN_PUBLIC, trimStylesheet } from "./trim-stylesheet.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

const TIME_OF_DAY = 'type="(?:datetime-local|time)"';

/** What draws a part of a control. @type {Readonly<Record<string, string>>} */
const DRAWN_BY = {
  "::placeholder": " placeholder=",
  "::file-selector-button": 'type="file"',
  "::-webkit-datetime-edit-hour-field": TIME_OF_DAY,
  "::-webkit-datetime-edit-minute-field": TIME_OF_DAY,
  "::-webkit-datetime-edit-second-field": TIME_OF_DAY,
  "::-webkit-datetime-edit-millisecond-field": TIME_OF_DAY,
  "::-webkit-datetime-edit-meridiem-field": TIME_OF_DAY,
};

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
    ["@supports (color:red){@supports (color:tan){::placeholder{color:red}}}", ""],
    ["a{top:0;top:0;color:red;top:0}", "a{top:0;color:red;top:0}"],
    [
      ".border{border-style:var(--tw-border-style);border-width:1px}.dashed{--tw-border-style:dashed;border-style:dashed}",
      ".border{border-width:1px}.dashed{border-style:dashed}",
    ],
    [".outline-2{outline-style:var(--tw-outline-style)}", ".outline-2{outline-style:solid}"],
    [
      '@layer properties{a{--tw-read:1}b{--tw-unread:1}}c{top:var(--tw-read)}@property --tw-unread{syntax:"*"}@property --tw-read{syntax:"*"}',
      '@layer properties{a{--tw-read:1}}c{top:var(--tw-read)}@property --tw-read{syntax:"*"}',
    ],
    [".a{--foyer-unread:1}", ".a{--foyer-unread:1}"],
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
    const drawn = never.map((name) => DRAWN_BY[name] ?? `<${name}\\b`);
    const found = new RegExp(drawn.join("|")).exec(await readFile(join(root, file), "utf8"));
    expect(found?.[0], file).toBeUndefined();
  }
});
