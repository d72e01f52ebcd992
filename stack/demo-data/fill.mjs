// @ts-check
// Fills the demo's servers with what the console has to show; tests' stacks stay empty unless they ask for it.

import { fillApps } from "./apps.mjs";
import { fillGrants } from "./grants.mjs";
import { fillMail } from "./mail.mjs";
import { fillPeople } from "./people.mjs";
import { fillSignIns } from "./sign-ins.mjs";

/** @typedef {(context: import("../parts.mjs").StackContext) => Promise<void>} Filler */

/** One entry for each kind of data; each finds out by itself what is there already. @type {readonly Filler[]} */
const OF_KRATOS = [fillPeople, fillSignIns, fillMail];
/** @type {readonly Filler[]} */
const OF_HYDRA = [fillApps];
/** @type {readonly Filler[]} */
const OF_BOTH = [fillGrants];

/** Servers that this stack did not start are left as they are. @type {Filler} */
export async function fillDemo(context) {
  const has = (/** @type {"kratos" | "hydra"} */ name) => context.options.parts.includes(name);
  const fillers = [
    ...(has("kratos") ? OF_KRATOS : []),
    ...(has("hydra") ? OF_HYDRA : []),
    ...(has("kratos") && has("hydra") ? OF_BOTH : []),
  ];
  for (const fill of fillers) await fill(context);
}
