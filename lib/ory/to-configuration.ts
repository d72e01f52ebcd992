/** The SDK's configuration for one server: where its address is missing, nothing is sent anywhere (threat C19). */

import { Configuration, type ConfigurationParameters } from "@ory/client-fetch";

/** Without an address the SDK would ask one of Ory's own, with whatever token the call carries. */
export function toConfiguration(
  basePath: string | undefined,
  parameters: Pick<ConfigurationParameters, "fetchApi" | "headers">,
): Configuration {
  return basePath
    ? new Configuration({ ...parameters, basePath })
    : new Configuration({ ...parameters, basePath: "", fetchApi: refuse });
}

async function refuse(): Promise<Response> {
  throw new Error("no address of this server is configured");
}
