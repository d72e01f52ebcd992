/** The brands of this installation, and whose pages each is on. */

import type { BrandView } from "@/lib/console/brands/view";
import type { ConsoleChrome } from "@/lib/console/context";
import { toSegment } from "@/lib/console/request/segment";
import { Badge } from "../parts/badge";
import { ForeignText } from "../parts/foreign-text";
import { ListPage } from "../parts/list-page";
import type { Column } from "../parts/table";

export function BrandsPage({ context, rows }: { context: ConsoleChrome; rows: readonly BrandView[] }) {
  return (
    <ListPage
      context={context}
      title="Brands"
      place="/brands"
      lead="What the pages of people look like, as FOYER_BRAND and the environment said when Foyer started."
      columns={toColumns(context)}
      rows={rows}
      empty="There is no brand."
    />
  );
}

const toColumns = ({ consolePath }: ConsoleChrome): Column<BrandView>[] => [
  {
    label: "Brand",
    isHeader: true,
    cell: ({ id, name, isDefault }) => (
      <>
        <a href={`${consolePath}/brands/${toSegment(id)}`}>
          <ForeignText>{name}</ForeignText>
        </a>{" "}
        {isDefault && <Badge tone="plain">default</Badge>}
      </>
    ),
  },
  { label: "Hosts", cell: ({ hosts }) => <ForeignText>{hosts.join(", ") || "–"}</ForeignText> },
  { label: "Organizations", cell: ({ organizations }) => organizations.length || "–" },
  { label: "Apps", cell: ({ clients }) => clients.length || "–" },
  { label: "Light and dark", cell: ({ scheme }) => SCHEMES[scheme] },
  {
    label: "Contrast",
    cell: ({ schemes }) => {
      const low = schemes.flatMap(({ pairs }) => pairs.filter(({ isEnough }) => !isEnough));
      return low.length === 0 ? (
        <Badge tone="good">passes</Badge>
      ) : (
        <Badge tone="bad">{low.length} too low</Badge>
      );
    },
  },
];

export const SCHEMES: Readonly<Record<BrandView["scheme"], string>> = {
  auto: "as the device prefers",
  light: "light alone",
  dark: "dark alone",
};
