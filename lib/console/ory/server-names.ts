/** What the servers are called in sentences. */

import type { Upstream } from "../../ory/error";

export const SERVER_NAMES = {
  kratos: "Kratos",
  hydra: "Hydra",
  network: "Ory Network",
} satisfies Record<Upstream, string>;
