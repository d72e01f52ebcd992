/** The console's areas: one line each, in the order of the navigation. */

import type { PlaceView } from "./context";
import { isAllowed, type Permission, type Role } from "./operator/permissions";

interface Place extends PlaceView {
  permission: Permission;
}

/** Paths are under `/console`; `key` is typed after `g`. */
export const PLACES: readonly Place[] = [
  { group: "", path: "", label: "Home", key: "h", permission: "home.read" },
  { group: "People", path: "/identities", label: "Identities", key: "i", permission: "identities.read" },
  { group: "People", path: "/sessions", label: "Sessions", key: "s", permission: "sessions.read" },
  { group: "People", path: "/messages", label: "Mail and SMS", key: "m", permission: "messages.read" },
  { group: "Installation", path: "/trail", label: "Trail", key: "t", permission: "trail.read" },
];

export function toPlaces(role: Role): PlaceView[] {
  return PLACES.filter(({ permission }) => isAllowed(role, permission)).map(
    ({ permission: _, ...place }) => place,
  );
}
