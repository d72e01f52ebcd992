/** What the OAuth2 pages show: plain data made by the decisions in this folder, drawn by components/oauth2. */

import type { ScopeIconName } from "@/lib/oauth2/consent/scope-icons";

/** A requested scope in words. */
export interface ScopeView {
  name: string;
  title: string;
  description: string;
  /** Ticked and not removable (`openid`). */
  required: boolean;
  /** Granted before: listed as already allowed, the new ones stand out. */
  granted: boolean;
  icon: ScopeIconName;
}

/** What a client says of itself besides its name. */
export interface ClientCard {
  /** For an `img`: a path of ours, or a `data:` address. */
  logo?: string;
  policyUri?: string;
  tosUri?: string;
}

export interface ClientView extends ClientCard {
  id: string;
  /** Bidi controls stripped, cut to a safe length (threat O11). Falls back to the id. */
  name: string;
  /** Where the answer goes: the redirect URI's host, or its scheme for native apps. */
  redirectTarget: string;
  /** The answer goes to a program on this device that others could pass for: a custom scheme, or a public client's loopback port. */
  isNative: boolean;
}

export interface ConsentView {
  challenge: string;
  csrfToken: string;
  client: ClientView;
  account: { label: string; email?: string };
  scopes: ScopeView[];
  /** Requested token audience, shown as hosts or names. */
  audience: string[];
  /** How long "remember" lasts, in seconds. */
  rememberSeconds: number;
  canRemember: boolean;
  /** A device elsewhere asks (RFC 8628), with the code that was typed for it, where this browser typed it. */
  device?: { userCode?: string };
  /** Where "not you?" posts to. */
  switchAccountPath: string;
}

/** 200 page that leads off-origin by meta refresh and link (architecture §5 "Leaving the origin"). */
export interface InterstitialView {
  href: string;
  /** Host or app name shown: "Taking you to Example …". */
  targetLabel: string;
}
