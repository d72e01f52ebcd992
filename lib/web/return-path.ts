/** Judges where a choice leads back to: a page of this service, below its base path (threat F7). */

import { getConfig } from "@/lib/config/config";
import { toOwnPath } from "./target";

/** What Kratos answers under its own paths is nothing to come back to. */
const NO_PAGE = "/self-service/";

/** @returns the path as it was given where it is one of ours, else the way to the account */
export function toReturnPath(path: string | undefined): string {
  const { origin, basePath } = getConfig().publicUrl;
  const home = `${basePath}/`;
  const own = path?.startsWith(home) ? toOwnPath(origin + path) : undefined;
  return own?.startsWith(home) && !own.startsWith(basePath + NO_PAGE) ? own : home;
}
