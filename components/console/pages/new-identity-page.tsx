/** The kinds of account, to choose one. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { SchemaView } from "@/lib/console/schemas/view";
import { Shell } from "../parts/shell";
import { Empty } from "../parts/table";

export function NewIdentityPage(props: { context: ConsoleChrome; schemas: readonly SchemaView[] }) {
  const { context, schemas } = props;
  return (
    <Shell
      context={context}
      title="New account"
      place="/identities"
      back={{ href: `${context.consolePath}/identities`, label: "Identities" }}
      lead="Of which kind?"
    >
      {schemas.length === 0 && <Empty>Kratos has no schema.</Empty>}
      <ul className="grid gap-3 sm:grid-cols-2">
        {schemas.map(({ id, title, traits }) => (
          <li key={id} className="relative rounded-card border border-line bg-panel p-4 hover:border-field">
            <a
              href={`${context.consolePath}/new-identity/${encodeURIComponent(id)}`}
              className="font-semibold after:absolute after:inset-0"
            >
              <bdi>{title}</bdi>
            </a>
            <p className="mt-1 text-muted">
              <bdi>{traits.map(({ path }) => path).join(", ")}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </Shell>
  );
}
