/** Turns Hydra's consent sessions into the apps that a person let in. */

import { read, readList, readString } from "@/lib/json";

export interface GrantView {
  clientId: string;
  /** What the app is called, or its id. */
  app: string;
  scopes: readonly string[];
  /** Of the newest consent. */
  grantedAt?: string;
}

/** One for each app, whose consents may be several. @param sessions of Hydra's admin API, newest first */
export function toGrants(sessions: readonly unknown[]): GrantView[] {
  const byClient = new Map<string, GrantView>();
  for (const session of sessions) {
    const client = read(read(session, "consent_request"), "client");
    const clientId = readString(client, "client_id");
    if (!clientId) continue;
    const known = byClient.get(clientId);
    const scopes = readList(session, "grant_scope").filter(
      (scope): scope is string => typeof scope === "string",
    );
    byClient.set(clientId, {
      clientId,
      app: readString(client, "client_name") ?? clientId,
      grantedAt: known?.grantedAt ?? readString(session, "handled_at"),
      scopes: [...new Set([...(known?.scopes ?? []), ...scopes])],
    });
  }
  return [...byClient.values()];
}
