/** A page of the console that is one list, of things that have an id. */

import type { ComponentProps } from "react";
import { Shell } from "./shell";
import { type Column, Table } from "./table";

interface ListPageProps<Row> extends ComponentProps<typeof Shell> {
  /** What the list is called where the page is about more; else as the page. */
  caption?: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** What stands there where there is nothing. */
  empty: string;
  hasLiveFilter?: boolean;
}

/** @param props.children what stands below the list */
export function ListPage<Row extends { id: string }>(props: ListPageProps<Row>) {
  const { caption, columns, rows, empty, hasLiveFilter, children, ...page } = props;
  return (
    <Shell {...page}>
      <Table
        caption={caption ?? page.title}
        columns={columns}
        rows={rows}
        toKey={({ id }) => id}
        empty={empty}
        hasLiveFilter={hasLiveFilter}
      />
      {children}
    </Shell>
  );
}
