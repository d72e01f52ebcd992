/** The kinds of account, to choose one. */

import type { ConsoleChrome } from "@/lib/console/context";
import { toSegment } from "@/lib/console/request/segment";
import type { SchemaView } from "@/lib/console/schemas/view";
import { ForeignText } from "../parts/foreign-text";
import { KindCards } from "../parts/kind-cards";
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
      <KindCards
        kinds={schemas.map(({ id, title, traits }) => ({
          href: `${context.consolePath}/new-identity/${toSegment(id)}`,
          label: <ForeignText>{title}</ForeignText>,
          text: <ForeignText>{traits.map(({ path }) => path).join(", ")}</ForeignText>,
        }))}
      />
    </Shell>
  );
}
