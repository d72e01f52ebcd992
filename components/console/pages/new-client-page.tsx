/** The kinds of app, to choose one. */

import { KINDS } from "@/lib/console/clients/kinds";
import type { ConsoleChrome } from "@/lib/console/context";
import { KindCards } from "../parts/kind-cards";
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
      <KindCards
        kinds={Object.entries(KINDS).map(([kind, { label, text }]) => ({
          href: `${context.consolePath}/new-client/${kind}`,
          label,
          text,
        }))}
      />
    </Shell>
  );
}
