/** What a person should see of an app before they type a password: its logo and its own documents. */

import { setTimeout as delay } from "node:timers/promises";
import type { OAuth2Client } from "@ory/client-fetch";
import type { BrandSigns } from "@/lib/brand/choose-brand";
import { toClientBrand } from "@/lib/brand/schema";
import { DATA_LOGO_LIMIT } from "@/lib/oauth2/logo/data-logo";
import { toLogoSource } from "@/lib/oauth2/logo/logo-path.server";
import { FRESH_MS } from "@/lib/ory/cached/cached";
import type { Caller } from "@/lib/ory/caller";
import { getClient } from "@/lib/ory/hydra-admin";
import { getProcessState } from "@/lib/process/state";
import { toHttpUrl } from "./redirect";
import type { ClientCard } from "./view";

/** What is kept of a client, as Hydra says it. */
type Known = Pick<OAuth2Client, "logo_uri" | "policy_uri" | "tos_uri" | "metadata">;

/** Clients in memory, each with addresses of at most the length that a `data:` logo may have. */
const KEPT_LIMIT = 500;

/** Longest that a page waits for what it can do without, in milliseconds. */
const WAIT_MS = 300;

const getKept = () =>
  getProcessState("client-cards", () => new Map<string, { client: Known | undefined; at: number }>());

/** Of a client that Hydra has just told of; the pages after this one need not ask for it. */
export function toClientCard(client: OAuth2Client | undefined): ClientCard {
  if (client?.client_id) keep(client.client_id, client);
  return toCard(client);
}

/** The same by its id, on the pages between Hydra's request and its answer; empty where that cannot be said at once. */
export async function findClientCard(clientId: string, caller: Caller): Promise<ClientCard> {
  if (!clientId) return {};
  const known = getKept().get(clientId);
  if (known && performance.now() - known.at < FRESH_MS) return toCard(known.client);
  const read = getClient(clientId, caller).then(
    (client) => keep(clientId, client),
    () => keep(clientId, known?.client),
  );
  await Promise.race([read, delay(WAIT_MS, undefined, { ref: false })]);
  return toCard(getKept().get(clientId)?.client);
}

/** By what a brand may know a client. */
export function toBrandClient(client: OAuth2Client | undefined): BrandSigns["client"] {
  return client?.client_id ? { id: client.client_id, metadata: client.metadata } : undefined;
}

/** What is kept of its `metadata`: what brands may read of it. */
export function findKnownMetadata(clientId: string): object | undefined {
  return getKept().get(clientId)?.client?.metadata;
}

function keep(clientId: string, client: Known | undefined): void {
  const kept = getKept();
  kept.delete(clientId);
  const { logo_uri, policy_uri, tos_uri } = client ?? {};
  const [logo, policy, tos] = [logo_uri, policy_uri, tos_uri].map(toKeptAddress);
  const metadata = toClientBrand(client?.metadata);
  kept.set(clientId, {
    client: { logo_uri: logo, policy_uri: policy, tos_uri: tos, metadata },
    at: performance.now(),
  });
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_LIMIT) break;
    kept.delete(oldest);
  }
}

/** Whoever may register a client may write anything into it. */
function toKeptAddress(uri: string | undefined): string | undefined {
  return uri && uri.length <= DATA_LOGO_LIMIT ? uri : undefined;
}

function toCard(client: Known | undefined): ClientCard {
  return {
    logo: toLogoSource(client?.logo_uri),
    policyUri: toHttpUrl(client?.policy_uri)?.href,
    tosUri: toHttpUrl(client?.tos_uri)?.href,
  };
}
