/** What the configuration doctor finds, as `npm run doctor` does, without what it makes at Hydra or asks from outside. */

import { getConfig } from "@/lib/config/config";
import { toGiven } from "@/lib/config/variables";
import { diagnose } from "@/lib/doctor/diagnose";
import type { Finding } from "@/lib/doctor/finding";
import { type Cached, cache } from "../../ory/cached/cached";
import { getProcessState } from "../../process/state";
import type { Operator } from "../operator/operator";

/** Each look begins a few flows at Kratos: not for every page. */
const FRESH_MS = 60_000;

/** Longest that a page waits for a new look where an older one is known. */
const WAIT_MS = 1000;

const look = () => diagnose(getConfig(), { probe: false, exposure: false, env: toGiven(process.env) });

const getLooks = () =>
  getProcessState<Cached<readonly Finding[]>>("console-findings", () =>
    cache(look, FRESH_MS, { waitMs: WAIT_MS }),
  );

/** Errors first; at most a minute old, a page's wait aside. Undefined where the look itself failed. */
export function findFindings(_: Operator): Promise<readonly Finding[] | undefined> {
  return getLooks().get();
}
