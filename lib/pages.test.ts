import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENDPOINTS, formatPath, PAGES } from "./pages";

/** Folders below `app/` that have a route. */
const ROUTES = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|\/)route\.tsx?$/.test(name))
  .map((file) => ({ file, path: `/${file.replace(/\/?route\.tsx?$/, "")}` }));

/** The operator console's routes name themselves, see {@link import("./pages").ConsoleRoute}. */
const isOfConsole = ({ path }: { path: string }) => path === "/console" || path.startsWith("/console/");

/** What the last segment of a route matches is not part of its name in logs. */
const toName = (path: string) => path.replace(/\/\[[^/]*\]$/, "");

describe("the list of pages", () => {
  it("is what there is below app/", () => {
    const named = ROUTES.filter((route) => !isOfConsole(route))
      .map(({ path }) => (path in PAGES ? path : toName(path)))
      .filter(Boolean);
    expect(named.sort()).toEqual([...Object.keys(PAGES), ...ENDPOINTS].sort());
  });

  it.each(ROUTES.filter(isOfConsole))(
    "$path has a permission, or is part of the operators' sign-in",
    ({ file }) => {
      const source = readFileSync(`app/${file}`, "utf8");
      expect(source).toMatch(
        /\banswerOperator\(\s*("|ROUTE\b)|\banswerConsole\(|@\/lib\/console\/(sign-in|session)\//,
      );
    },
  );

  it.each(Object.entries(PAGES))(
    "%s answers the methods that it takes, and refuses others",
    (path, { takes }) => {
      const source = readFileSync(`app/${ROUTES.find((route) => route.path === path)?.file}`, "utf8");
      const answered = ["GET", "POST"].filter((method) => source.includes(`export function ${method}(`));
      expect(answered.join(" ")).toBe(takes);
      for (const method of ["GET", "POST"]) {
        expect(source).toMatch(new RegExp(`export (function|const) ${method}\\b`));
      }
    },
  );
});

describe("the address of a page", () => {
  it("is its path below the base path, with what has a value", () => {
    expect(formatPath("/auth", "/login", { aal: "aal2", return_to: undefined })).toBe("/auth/login?aal=aal2");
    expect(formatPath("", "/settings#settings-totp")).toBe("/settings#settings-totp");
  });
});
