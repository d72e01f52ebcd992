/** Whether Kratos and Hydra can work, and which versions they are. */

import { MetadataApi } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { type ServerName, toKnowledge } from "@/lib/doctor/known-versions";
import { readString } from "@/lib/json";
import { call, toAdminHeaders, toFetch, withHeaders } from "@/lib/ory/sdk";
import type { Upstream } from "../../ory/error";
import { getUpstreamHealth } from "../../ory/health";
import { toConfiguration } from "../../ory/to-configuration";
import type { Operator } from "../operator/operator";
import type { ServerStatus } from "../server/view";
import { getStore } from "../store/get-store.server";

/** Never throws: a server that does not answer is not ready. Hydra is absent where OAuth2 is off. */
export async function getServers(operator: Operator): Promise<ServerStatus[]> {
  const { kratos, hydra } = getConfig();
  const [health, kratosVersion, hydraVersion] = await Promise.all([
    getUpstreamHealth(),
    getVersion(operator, "kratos", `${kratos.adminUrl}/admin`),
    getVersion(operator, "hydra", hydra?.adminUrl),
  ]);
  return [
    toStatus("Kratos", health.kratos, kratosVersion),
    ...(hydra ? [toStatus("Hydra", health.hydra, hydraVersion)] : []),
  ];
}

function toStatus(name: ServerName, isReady = false, version?: string): ServerStatus {
  return { name, isReady, version, knowledge: version && toKnowledge(name, version) };
}

/** @param basePath of `/version`: Kratos answers below /admin, Hydra at its root */
async function getVersion(
  { headers }: Operator,
  upstream: Upstream,
  basePath: string | undefined,
): Promise<string | undefined> {
  if (!basePath) return undefined;
  const api = new MetadataApi(
    toConfiguration(basePath, { fetchApi: toFetch(upstream), headers: toAdminHeaders() }),
  );
  try {
    const { data } = await call(upstream, "getVersion", () => api.getVersionRaw(withHeaders({ ...headers })));
    return readString(data, "version");
  } catch {
    return undefined;
  }
}

/** Where sessions and the trail are kept. */
export async function getStoreKind(): Promise<"redis" | "memory"> {
  return (await getStore()).kind;
}
