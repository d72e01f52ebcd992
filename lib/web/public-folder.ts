/** Where the files of `public/` lie: beside the program that runs, wherever it was started from. */

import { join } from "node:path";
import { getProcessState } from "@/lib/process/state";

const getFolder = () => getProcessState<{ path?: string }>("public-folder", () => ({}));

/** Said by a server that is a program of ours, before anything else. @param path absolute */
export function setPublicFolder(path: string): void {
  getFolder().path = path;
}

/** Where a platform or the framework runs the routes, the folder that it started them in has them, if anything has. */
export function getPublicFolder(): string {
  return getFolder().path ?? join(process.cwd(), "public");
}
