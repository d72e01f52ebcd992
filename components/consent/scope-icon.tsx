/** Small line drawings beside the scopes; decoration only, so hidden from screen readers. */

import type { ScopeIconName } from "@/lib/oauth2/consent/scope-icons";

/** Paths on a 24 × 24 grid, drawn with a round pen of 1.75. */
const PATHS = {
  identity: "M4 5h16v14H4z M8.5 10.5a1.75 1.75 0 1 0 0-.01 M6 16c.4-2 4.6-2 5 0 M14 9.5h4 M14 13.5h4",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20c.8-5 14.2-5 15 0",
  mail: "M3.5 5.5h17v13h-17z M4 6.5l8 6.5 8-6.5",
  phone: "M7.5 3h9v18h-9z M11 18h2",
  place: "M12 21c-4-4.5-6.5-7.5-6.5-11a6.5 6.5 0 0 1 13 0c0 3.5-2.5 6.5-6.5 11z M12 12a2.25 2.25 0 1 0 0-.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5l3.5 2",
  calendar: "M4 6h16v14H4z M4 10.5h16 M8 3.5v4 M16 3.5v4",
  document: "M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6",
  payment: "M3 6h18v12H3z M3 10h18 M6.5 14.5h4",
  key: "M8 15.5a4 4 0 1 0 0-.01 M11 12.7l8.5-8.2 M16 8l2.5 2.5",
} satisfies Record<ScopeIconName, string>;

export function ScopeIcon({ name }: { name: ScopeIconName }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="mt-3 size-5 shrink-0 text-muted"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
