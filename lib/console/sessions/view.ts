/** Turns Kratos' sessions into what the console shows of them. */

import { z } from "zod";
import { getEnglish } from "@/lib/i18n/languages";
import { isRecord } from "@/lib/json";
import { toDeviceName } from "../../account/device-name";
import { withoutSecrets } from "../identities/view";
import { listMember, objectMember, textMember } from "../ory/admin-json";
import { toPersonLabel } from "../people/label";

/** `identity` is whole: its traits say who it is. @see https://github.com/ory/kratos/blob/v1.3.1/session/session.go */
const rawSession = objectMember({
  id: textMember,
  active: z.unknown().optional(),
  identity: z.unknown().optional(),
  authenticator_assurance_level: textMember,
  authenticated_at: textMember,
  expires_at: textMember,
  issued_at: textMember,
  authentication_methods: listMember(
    objectMember({ method: textMember, aal: textMember, completed_at: textMember, provider: textMember }),
  ),
  devices: listMember(objectMember({ user_agent: textMember, ip_address: textMember, location: textMember })),
});

const rawIdentity = objectMember({ id: textMember, state: textMember });

/** The console speaks English. */
const t = getEnglish();

export interface SessionRow {
  id: string;
  isActive: boolean;
  /** Of the identity; empty where the session is listed without it. */
  identityId: string;
  /** An address or, without one, the identity's id, or else the session's. */
  person: string;
  aal: string;
  authenticatedAt?: string;
  expiresAt?: string;
  issuedAt?: string;
  device: string;
  ipAddress: string;
}

export interface SessionDetails extends SessionRow {
  methods: { method: string; aal: string; completedAt?: string; provider?: string }[];
  devices: { userAgent: string; ipAddress: string; location: string }[];
  /** Session ends earlier for anybody who asks than it says: its identity is blocked. */
  isIdentityBlocked: boolean;
}

/** @param raw a session of Kratos' admin API, with its identity and devices where they were asked for */
export function toSessionRow(raw: unknown): SessionRow {
  return toRow(rawSession.parse(raw));
}

function toRow(session: z.output<typeof rawSession>): SessionRow {
  const { id: identityId = "" } = rawIdentity.parse(session.identity);
  // Kratos v1.3.1 has one a session; of several the account's own list shows the last.
  const device = session.devices.at(-1);
  return {
    id: session.id ?? "",
    isActive: session.active === true,
    identityId,
    person: toPersonLabel(session.identity) || identityId || (session.id ?? ""),
    aal: session.authenticator_assurance_level ?? "",
    authenticatedAt: session.authenticated_at,
    expiresAt: session.expires_at,
    issuedAt: session.issued_at,
    device: toDeviceName(device?.user_agent, t),
    ipAddress: device?.ip_address ?? "",
  };
}

/** The session as Kratos has it, with nothing that opens it or its account, whatever a server sends (threat C25). */
export function withoutSessionSecrets(raw: unknown): unknown {
  if (!isRecord(raw)) return raw;
  const { token: _, tokenized: __, session_token: ___, ...rest } = raw;
  return { ...rest, ...(isRecord(raw.identity) && { identity: withoutSecrets(raw.identity) }) };
}

export function toSessionDetails(raw: unknown): SessionDetails {
  const session = rawSession.parse(raw);
  return {
    ...toRow(session),
    methods: session.authentication_methods.map(({ method = "", aal = "", completed_at, provider }) => ({
      method,
      aal,
      completedAt: completed_at,
      provider,
    })),
    devices: session.devices.map(({ user_agent = "", ip_address = "", location = "" }) => ({
      userAgent: user_agent,
      ipAddress: ip_address,
      location,
    })),
    isIdentityBlocked: rawIdentity.parse(session.identity).state === "inactive",
  };
}
