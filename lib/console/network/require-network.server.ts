/** Pages of Ory Network are not there without a token for it. */

import { getConsoleConfig } from "../get-console-config.server";
import { ConsoleProblem } from "../problem";

/** @throws ConsoleProblem 404 */
export function requireNetwork(): void {
  if (!getConsoleConfig().network)
    throw new ConsoleProblem(404, {
      title: "This console manages no Ory Network projects",
      text: "CONSOLE_NETWORK_TOKEN is not set.",
    });
}
