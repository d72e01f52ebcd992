// @ts-check
/** Stands in a bundle for `undici` (scripts/build-server.mjs): its agent, with the one call that lib/ory/exchange.ts makes of it. */

// @ts-expect-error: only the package as a whole has types
import request from "undici/lib/api/api-request.js";
// @ts-expect-error
import Agent from "undici/lib/dispatcher/agent.js";
// @ts-expect-error
import Dispatcher from "undici/lib/dispatcher/dispatcher.js";

// As undici's own index does.
Object.assign(Dispatcher.prototype, { request });

export { Agent };
