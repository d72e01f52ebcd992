/** Audit events: who did what, to whom, with which result, as one JSON line each (threat L2, ASVS 16.3). */

import { toRequestId } from "@/lib/web/caller";
import { getLogger } from "./log";

/** Every audited act with what its line says. Ids and names only: no traits, no secrets, no addresses. */
export interface AuditEvents {
  /** An app was given access; `skipped` when Hydra or the operator had decided that before. */
  "consent.granted": Subject & Client & { scopes: string[]; remembered: boolean; skipped: boolean };
  "consent.denied": Subject & Client & { error?: string };
  /** Hydra was told who signed in, and how. */
  "login.accepted": Subject & Client & { amr?: string[]; acr?: string; remembered: boolean };
  "login.rejected": Partial<Client> & { error?: string };
  /** A self-service form was answered; Kratos' redirect tells what became of it. */
  "flow.answered": { flow: string; method: string; outcome: string };
  /** Kratos shows a settings flow that was saved. */
  "settings.saved": Partial<Subject>;
  "sign-out": Partial<Subject> & { by: "person" | "app" };
  "session.ended": Subject & { sessionId: string };
  "sessions.ended": Subject & { count: number };
  "app.revoked": Subject & Client;
  "apps.revoked": Subject;
}

interface Subject {
  /** The identity's id, Hydra's `sub`. */
  subject: string;
}

interface Client {
  clientId: string;
}

export function audit<Action extends keyof AuditEvents>(
  request: Request,
  action: Action,
  details: AuditEvents[Action],
): void {
  getLogger().info({ event: "audit", action, requestId: toRequestId(request), ...details });
}
