/** The kinds of app, to choose one. */

import { KINDS } from "@/lib/console/clients/kinds";
import type { ConsoleChrome } from "@/lib/console/context";
import { Shell } from "../parts/shell";

export function NewClientPage({ context }: { context: ConsoleChrome }) {
  return (
    <Shell
      context={context}
      title="New app"
      place="/clients"
      back={{ href: `${context.consolePath}/clients`, label: "Apps" }}
      lead="What kind of app is it? Everything can be changed later."
    >
      <ul className="grid gap-3 sm:grid-cols-2">
        {Object.entries(KINDS).map(([kind, { label, text }]) => (
          <li key={kind} className="relative rounded-card border border-line bg-panel p-4 hover:border-field">
            <a
              href={`${context.consolePath}/new-client/${kind}`}
              className="font-semibold after:absolute after:inset-0"
            >
              {label}
            </a>
            <p className="mt-1 text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </Shell>
  );
}
