// @ts-check
// Pictures that documents show: there, small, said in words, and made by `npm run pictures`.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { PICTURE_LIMIT, PICTURES, PICTURES_FOLDER } from "./lib/pictures/table.mjs";
import { REPOSITORY } from "./lib/run.mjs";

/** A picture in a document, with what it says to those who do not see it. */
const PICTURE = /!\[([^\]]*)\]\(([^)\s]+)\)/g;

/** Fewer words name a picture and say nothing of it. */
const LEAST_WORDS = 5;

const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: REPOSITORY, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(REPOSITORY, file)));

const shown = (
  await Promise.all(
    documents.map(async (document) => {
      const text = await readFile(join(REPOSITORY, document), "utf8");
      return [...text.matchAll(PICTURE)].map(([, words = "", link = ""]) => ({
        document,
        words,
        file: relative(REPOSITORY, join(REPOSITORY, dirname(document), link)),
      }));
    }),
  )
).flat();

it("every picture in a document is there, small, and said in words", () => {
  expect(shown.length).toBeGreaterThan(5);
  const wrong = shown.filter(({ file, words }) => {
    const path = join(REPOSITORY, file);
    return !existsSync(path) || statSync(path).size > PICTURE_LIMIT || words.split(" ").length < LEAST_WORDS;
  });
  expect(wrong).toEqual([]);
});

it("every picture of the table is made, shown by a document, and no other lies beside them", async () => {
  const files = (await readdir(join(REPOSITORY, PICTURES_FOLDER))).toSorted();
  expect(files).toEqual(PICTURES.map(({ name }) => `${name}.webp`).toSorted());
  const unseen = files.filter((file) => !shown.some((each) => each.file === `${PICTURES_FOLDER}/${file}`));
  expect(unseen).toEqual([]);
});
