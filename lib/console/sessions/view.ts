/** Turns Kratos' sessions into what the console shows of them. */

import { getEnglish } from "@/lib/i18n/languages";
import { isRecord, read, readList, readString } from "@/lib/json";
import { toDeviceName } from "../../account/device-name";
import { toPersonLabel } from "../people/label";

/** The console speaks English. */
const t = getEnglish();

export interface SessionRow {
  id: string;
  isActive: boolean;
  /** Of the identity. */
  identityId: string;
  /** An address or, without one, the identity's id. */
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
  const identity = read(raw, "identity");
  const [device] = readList(raw, "devices").filter(isRecord);
  const identityId = readString(identity, "id") ?? "";
  return {
    id: readString(raw, "id") ?? "",
    isActive: read(raw, "active") === true,
    identityId,
    person: toPersonLabel(identity) || identityId,
    aal: readString(raw, "authenticator_assurance_level") ?? "",
    authenticatedAt: readString(raw, "authenticated_at"),
    expiresAt: readString(raw, "expires_at"),
    issuedAt: readString(raw, "issued_at"),
    device: toDeviceName(readString(device, "user_agent"), t),
    ipAddress: readString(device, "ip_address") ?? "",
  };
}

export function toSessionDetails(raw: unknown): SessionDetails {
  return {
    ...toSessionRow(raw),
    methods: readList(raw, "authentication_methods").map((used) => ({
      method: readString(used, "method") ?? "",
      aal: readString(used, "aal") ?? "",
      completedAt: readString(used, "completed_at"),
      provider: readString(used, "provider"),
    })),
    devices: readList(raw, "devices").map((device) => ({
      userAgent: readString(device, "user_agent") ?? "",
      ipAddress: readString(device, "ip_address") ?? "",
      location: readString(device, "location") ?? "",
    })),
    isIdentityBlocked: readString(read(raw, "identity"), "state") === "inactive",
  };
}
