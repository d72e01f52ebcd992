/** What the account area shows: plain data made by the decisions in this folder, drawn by components/account. */

import type { ConnectedApp } from "./connected-apps";
import type { ListPages } from "./list-pages";
import type { SecurityState } from "./security-state";
import type { OwnSession } from "./sessions";

/** Where a POST goes and what it carries besides its button: CSRF token, ids. */
export interface PostTarget {
  action: string;
  fields: Record<string, string>;
}

export interface AccountView {
  person: { label: string; email?: string };
  /** How this browser signed in. */
  session: OwnSession;
  security: SecurityState;
  /** An app's request that this browser began and has not finished. */
  pending: readonly { href: string; clientName: string }[];
}

export interface SessionView extends OwnSession {
  /** How to end it; absent for the current session, which signs out instead. */
  end?: PostTarget;
}

export interface SessionsView {
  /** The current one first, as `toSessionRows` orders them, then one page of the others. */
  sessions: SessionView[];
  pages: ListPages;
  /** Absent when there are no others. */
  endOthers?: PostTarget;
  /** Ends every session and every login at apps, this browser's included. */
  signOutEverywhere: PostTarget;
  /** The current session as Kratos describes it, for the disclosure and for suites that read `pre`. */
  json: string;
  /** Said after something was ended. */
  done?: "endedOne" | "endedOthers";
}

export interface AppView extends ConnectedApp {
  revoke: PostTarget;
}

export interface AppsView {
  /** One page of them. */
  apps: AppView[];
  pages: ListPages;
  /** Offered even when none is listed: Hydra does not list a consent past its remembered time, whose tokens live on. */
  revokeAll: PostTarget;
  /** Said after access was taken back. */
  done?: "revokedOne" | "revokedAll";
}
