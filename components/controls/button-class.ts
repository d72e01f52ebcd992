/** How a button or a link that looks like one is drawn, by its role. */

export type ButtonRole = "primary" | "secondary" | "danger" | "quiet";

// The transparent border is what forced-colors mode draws.
const SHAPE =
  "inline-flex min-h-12 items-center justify-center gap-3 rounded-control border px-5 py-2.5 text-center leading-snug font-semibold no-underline disabled:opacity-60 aria-busy:opacity-60";

const ROLES = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-strong",
  secondary: "border-field bg-panel text-ink hover:border-ink hover:bg-canvas",
  danger: "border-danger bg-panel text-danger hover:bg-danger-wash",
  quiet: "border-transparent text-link underline underline-offset-4 hover:decoration-2",
} satisfies Record<ButtonRole, string>;

export function buttonClass(role: ButtonRole, width: "full" | "auto" = "full"): string {
  return `${SHAPE} ${width === "full" ? "w-full" : ""} ${ROLES[role]}`;
}
