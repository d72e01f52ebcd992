/** Which role may do what in the console: the one table, deny by default. */

/** From the least to the most; the order decides whose account an operator may touch. */
export const ROLES = ["viewer", "support", "admin"] as const;

export type Role = (typeof ROLES)[number];

const EVERYBODY = ["viewer", "support", "admin"] as const;
const SUPPORT = ["support", "admin"] as const;
const ADMIN = ["admin"] as const;

/**
 * Permission → the roles that have it. What is not listed, nobody may.
 * @internal exported for tests
 */
export const PERMISSIONS = {
  "home.read": EVERYBODY,
  "search.read": EVERYBODY,

  "identities.read": EVERYBODY,
  "identities.create": ADMIN,
  "identities.edit": ADMIN,
  "identities.delete": ADMIN,
  "identities.block": SUPPORT,
  "identities.export": ADMIN,
  "identities.import": ADMIN,
  "recovery.create": SUPPORT,
  "verification.write": SUPPORT,
  "credentials.delete": ADMIN,

  "sessions.read": EVERYBODY,
  "sessions.end": SUPPORT,
  "sessions.extend": SUPPORT,

  "messages.read": EVERYBODY,

  "errors.read": EVERYBODY,

  "clients.read": EVERYBODY,
  "clients.write": ADMIN,
  "clients.delete": ADMIN,
  "clients.try": ADMIN,

  "grants.read": EVERYBODY,
  "grants.revoke": SUPPORT,

  "keys.read": EVERYBODY,
  "keys.write": ADMIN,

  "issuers.read": EVERYBODY,
  "issuers.write": ADMIN,

  "tokens.inspect": SUPPORT,
  "tokens.revoke": SUPPORT,

  "schemas.read": EVERYBODY,
  "registration.write": ADMIN,
  "server.read": EVERYBODY,
  "network.read": ADMIN,
  "network.write": ADMIN,
  "branding.read": EVERYBODY,

  "trail.read": EVERYBODY,
  "trail.export": ADMIN,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether the table gives this role this permission; false for every name that is not in it. */
export function isAllowed(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission] : [];
  return roles.includes(role);
}

/** Whether `role` stands above `other`. */
export function outranks(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) > ROLES.indexOf(other);
}
