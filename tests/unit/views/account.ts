/** Views of the account area for tests. */

import type { AccountView, AppsView, SessionsView, SessionView } from "../../../lib/account/view";
import { CLIENT, SCOPES } from "./oauth2";

const CURRENT: SessionView = {
  id: "s1",
  isCurrent: true,
  device: "Firefox · Linux",
  ipAddress: "192.0.2.7",
  location: "Lisbon, PT",
  authenticatedAt: "2026-05-03T09:30:00.000Z",
  methods: ["password", "totp"],
};

export const ACCOUNT: AccountView = {
  pending: [],
  person: { label: "Ada Lovelace", email: "ada@example.org" },
  session: CURRENT,
  security: {
    secondFactor: "on",
    passkey: "off",
    backupCodes: "off",
    recovery: "unverified",
    recoveryAddresses: ["ada@example.org"],
    unverifiedAddress: "ada@example.org",
    next: "verify-address",
  },
};

const target = (action: string) => ({ action, fields: { csrf_token: "t", id: "x" } });

export const SESSIONS: SessionsView = {
  sessions: [
    CURRENT,
    { ...CURRENT, id: "s2", isCurrent: false, device: "Safari · iPhone", end: target("/sessions/end") },
    {
      id: "s3",
      isCurrent: false,
      device: "",
      methods: ["some_new_method"],
      end: target("/sessions/end"),
    },
  ],
  pages: { number: 2, hasPrevious: true, hasNext: true },
  signOutEverywhere: target("/sessions"),
  endOthers: target("/sessions/end-others"),
  json: JSON.stringify({ id: "s1", active: true }, null, 2),
};

export const APPS: AppsView = {
  pages: { number: 1, hasPrevious: false, hasNext: true },
  apps: [
    {
      clientId: CLIENT.id,
      client: CLIENT,
      scopes: SCOPES,
      audience: [],
      firstGrantedAt: "2026-05-03T09:30:00.000Z",
      rememberedUntil: "2026-06-02T09:30:00.000Z",
      revoke: target("/account/apps/revoke"),
    },
  ],
  revokeAll: target("/account/apps/revoke-all"),
};
