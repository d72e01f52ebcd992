/** The icons that a scope can have; each is drawn by components/consent/scope-icon.tsx. */

export const SCOPE_ICONS = [
  "identity",
  "person",
  "mail",
  "phone",
  "place",
  "clock",
  "calendar",
  "document",
  "payment",
  "key",
] as const;

export type ScopeIconName = (typeof SCOPE_ICONS)[number];
