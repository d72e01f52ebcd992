/** Sessions as Kratos' admin API answers them, for contract tests. */

import type { Contract } from "../contract";
import { json } from "../stub-upstream";

export const SESSION_ID = "5e550000-0000-4000-8000-000000000001";
export const OTHER_SESSION_ID = "5e550000-0000-4000-8000-000000000002";
export const IDENTITY_ID = "1de00000-0000-4000-8000-000000000001";

export function toAdminSession(
  id = SESSION_ID,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    active: true,
    expires_at: "2026-12-02T09:00:00Z",
    authenticated_at: "2026-12-01T09:00:00Z",
    issued_at: "2026-12-01T09:00:00Z",
    authenticator_assurance_level: "aal1",
    authentication_methods: [{ method: "password", aal: "aal1", completed_at: "2026-12-01T09:00:00Z" }],
    identity: { id: IDENTITY_ID, state: "active", traits: { email: "person@foyer.example" } },
    devices: [{ id: "d", ip_address: "192.0.2.7", user_agent: "curl/8", location: "Berne" }],
    ...changes,
  };
}

/** Two sessions, both there. */
export function stubSessions({ kratosAdmin }: Contract): void {
  kratosAdmin.when("/admin/sessions", json(200, [toAdminSession(), toAdminSession(OTHER_SESSION_ID)]));
  for (const id of [SESSION_ID, OTHER_SESSION_ID])
    kratosAdmin.when(`/admin/sessions/${id}`, (request, response) =>
      request.method === "GET"
        ? json(200, toAdminSession(id))(request, response)
        : void response.writeHead(204).end(),
    );
}

/** What changed anything at Kratos. */
export function findWrites({ kratosAdmin }: Contract) {
  return kratosAdmin.requests.filter(({ method }) => method !== "GET");
}
