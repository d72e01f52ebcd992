/** The console's areas: one line each, in the order of the navigation. */

import type { PlaceView } from "./context";
import { isAllowed, type Permission, type Role } from "./operator/permissions";

interface Place extends PlaceView {
  permission: Permission;
  /** It is not there without Hydra. */
  needsHydra?: boolean;
  /** It is not there without Hydra's public address. */
  needsPublicHydra?: boolean;
  /** It is not there without a token for Ory Network. */
  needsNetwork?: boolean;
}

/** Paths are under `/console`; `key` is typed after `g`. */
const PLACES: readonly Place[] = [
  { group: "", path: "", label: "Home", key: "h", permission: "home.read" },
  { group: "People", path: "/identities", label: "Identities", key: "i", permission: "identities.read" },
  { group: "People", path: "/sessions", label: "Sessions", key: "s", permission: "sessions.read" },
  { group: "People", path: "/messages", label: "Mail and SMS", key: "m", permission: "messages.read" },
  { group: "Apps", path: "/clients", label: "Apps", key: "a", permission: "clients.read", needsHydra: true },
  {
    group: "Apps",
    path: "/issuers",
    label: "Trusted issuers",
    key: "u",
    permission: "issuers.read",
    needsHydra: true,
  },
  {
    group: "Apps",
    path: "/tokens",
    label: "Tokens",
    key: "o",
    permission: "tokens.inspect",
    needsHydra: true,
  },
  {
    group: "Apps",
    path: "/registration",
    label: "Registration",
    key: "r",
    permission: "registration.write",
    needsPublicHydra: true,
  },
  {
    group: "Installation",
    path: "/keys",
    label: "Keys",
    key: "k",
    permission: "keys.read",
    needsHydra: true,
  },
  { group: "Installation", path: "/schemas", label: "Schemas", key: "c", permission: "schemas.read" },
  { group: "Installation", path: "/brands", label: "Brands", key: "b", permission: "branding.read" },
  { group: "Installation", path: "/server", label: "Server", key: "v", permission: "server.read" },
  {
    group: "Installation",
    path: "/network",
    label: "Ory Network",
    key: "n",
    permission: "network.read",
    needsNetwork: true,
  },
  { group: "Installation", path: "/trail", label: "Trail", key: "t", permission: "trail.read" },
];

/** @param has which servers this installation has beside Kratos */
export function toPlaces(
  role: Role,
  has: { hydra: boolean; publicHydra: boolean; network: boolean },
): PlaceView[] {
  return PLACES.filter(
    ({ permission, needsHydra, needsPublicHydra, needsNetwork }) =>
      isAllowed(role, permission) &&
      (has.hydra || !needsHydra) &&
      (has.publicHydra || !needsPublicHydra) &&
      (has.network || !needsNetwork),
  ).map(({ group, path, label, key }) => ({ group, path, label, key }));
}
