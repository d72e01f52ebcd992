/** Who finds an act in the trail: whoever may read what it was about, where that is shown (threats C8, C25). */

import { isAllowed, type Permission, type Role } from "../operator/permissions";
import type { ActSubject } from "./entry";

const READ_PERMISSIONS: Readonly<Record<string, Permission>> = {
  identity: "identities.read",
  identities: "identities.read",
  session: "sessions.read",
  job: "identities.read",
  import: "identities.import",
  client: "clients.read",
  registration: "clients.read",
  token: "tokens.inspect",
  "key-set": "keys.read",
  "trusted-issuer": "issuers.read",
  "trusted-issuers": "issuers.read",
  schema: "schemas.read",
  project: "network.read",
  projects: "network.read",
  "console-session": "trail.read",
  trail: "trail.read",
};

/** What this table does not know is found by whoever may take the whole trail with them. */
export function mayReadAct(role: Role, { kind }: ActSubject): boolean {
  const known = Object.hasOwn(READ_PERMISSIONS, kind) ? READ_PERMISSIONS[kind] : undefined;
  return isAllowed(role, known ?? "trail.export");
}
