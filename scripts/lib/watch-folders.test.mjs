// @ts-check
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { watchFolders } from "./watch-folders.mjs";

test("what fails after a file was replaced is done again after it was written to", async () => {
  const { path: folder, remove } = makeTemporaryFolder("watch");
  const file = join(folder, "inner", "a.css");
  mkdirSync(join(folder, "inner"));
  writeFileSync(file, "a");
  const act = vi.fn(async () => {});
  act.mockRejectedValueOnce(new Error("half written"));
  const tell = vi.fn();
  const end = watchFolders([folder], act, tell);
  writeFileSync(`${file}~`, "b");
  renameSync(`${file}~`, file);
  await vi.waitFor(() => expect(tell).toHaveBeenCalledTimes(1));
  writeFileSync(file, "c");
  await vi.waitFor(() => expect(act).toHaveBeenCalledTimes(2));
  expect(tell).toHaveBeenCalledTimes(1);
  end();
  await remove();
});
