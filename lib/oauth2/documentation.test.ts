import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { oauth2ConfigSchema } from "./config";

const DOCUMENT = readFileSync(new URL("../../docs/oauth2.md", import.meta.url), "utf8");
const TESTS = new URL("../../tests/conformance/", import.meta.url);

/** `file: title` of every conformance test. */
const tests = readdirSync(TESTS)
  .filter((name) => name.endsWith(".spec.ts"))
  .flatMap((name) => {
    const source = readFileSync(new URL(name, TESTS), "utf8");
    const titles = [...source.matchAll(/^test\(\s*(["`])(.*?)\1/gms)].map(([, , title = ""]) => title);
    return titles.map((title) => `${name.replace(".spec.ts", "")}: ${title}`);
  });

/** The same, as docs/oauth2.md names them. */
const rows = [...DOCUMENT.matchAll(/^\| [^|]+ \| ([^|]+) \| ([a-z][a-z-]*) \|$/gm)].map(
  ([, title = "", file = ""]) => `${file}: ${title}`,
);

describe("docs/oauth2.md", () => {
  it("names tests that exist, and leaves out none", () => {
    expect(tests.length).toBeGreaterThan(50);
    expect(rows.toSorted()).toEqual(tests.toSorted());
  });

  it("shows a configuration file that is accepted as it stands", () => {
    const [, example = ""] = DOCUMENT.match(/```json\n(.*?)```/s) ?? [];
    expect(() => oauth2ConfigSchema.parse(JSON.parse(example))).not.toThrow();
  });

  it.each(["Web application", "Single-page", "Native", "Machine", "First-party"])(
    "has an example of a client: %s",
    (kind) => {
      expect(DOCUMENT).toMatch(new RegExp(`^${kind}[^]*?^hydra create client`, "m"));
    },
  );
});
