/** A table; on a phone each row is a card that names its cells. */

import type { ReactNode } from "react";
import { toVisibleName } from "@/lib/console/visible";

export interface Column<Row> {
  label: string;
  cell: (row: Row) => ReactNode;
  /** Names the row: read with every cell. */
  isHeader?: boolean;
  /** Figures and dates stand at the end. */
  isEnd?: boolean;
  /** Its value says what it is: a phone shows it without its label. */
  isObvious?: boolean;
  /** Left out on a phone; it stands on the page of the thing itself. */
  isMinor?: boolean;
}

interface TableProps<Row> {
  /** What it lists, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  toKey: (row: Row) => string;
  /** Instead of a table without rows. */
  empty: ReactNode;
  /** Lets the script hide rows as somebody types; only where the page holds all there is. */
  hasLiveFilter?: boolean;
  /** Rows can be chosen, for a form that stands elsewhere on the page. */
  choice?: {
    formId: string;
    toValue: (row: Row) => string;
    toLabel: (row: Row) => string;
    /** Values that were chosen before the page was drawn again. */
    chosen: readonly string[];
  };
}

/**
 * Said again: as cards on a phone, browsers no longer take these elements for a table. No object is spread for it: in a list's
 * hundreds of cells that took a quarter of the time to draw them.
 */
const ROLE = {
  table: "table",
  rowgroup: "rowgroup",
  row: "row",
  columnheader: "columnheader",
  rowheader: "rowheader",
  cell: "cell",
} as const;

export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, toKey, empty, hasLiveFilter, choice } = props;
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <div className="rounded-card border border-line bg-panel">
      {hasLiveFilter && <LiveFilter />}
      <table role={ROLE.table} className={`${TABLE} ${choice ? NAME_BESIDE_BOX : NAME_ALONE}`}>
        <caption className="sr-only">{caption}</caption>
        <thead role={ROLE.rowgroup} className="max-sm:sr-only">
          <tr role={ROLE.row}>
            {choice && <ChoiceHead formId={choice.formId} />}
            {columns.map(({ label, isEnd }) => (
              <th
                key={label}
                role={ROLE.columnheader}
                scope="col"
                className={`border-b border-line px-3 py-2 text-sm font-semibold whitespace-nowrap text-muted ${isEnd ? "text-end" : "text-start"}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role={ROLE.rowgroup} className="max-sm:block">
          {rows.map((row) => (
            <tr key={toKey(row)} role={ROLE.row} data-row="">
              {choice && (
                <td role={ROLE.cell}>
                  <input
                    type="checkbox"
                    form={choice.formId}
                    name="id"
                    value={choice.toValue(row)}
                    defaultChecked={choice.chosen.includes(choice.toValue(row))}
                    data-select=""
                    aria-label={`Choose ${choice.toLabel(row)}`}
                    className="size-6 accent-accent"
                  />
                </td>
              )}
              {columns.map((column) => toCell(column, row))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const toSeen = (content: ReactNode) => (typeof content === "string" ? toVisibleName(content) : content);

/** No component: a list has hundreds. */
function toCell<Row>({ label, cell: toContent, isHeader, isEnd, isObvious, isMinor }: Column<Row>, row: Row) {
  const cell = toSeen(toContent(row));
  const className =
    isEnd || isMinor ? `${isEnd ? "sm:text-end" : ""} ${isMinor ? "max-sm:hidden!" : ""}` : undefined;
  return isHeader ? (
    <th key={label} role={ROLE.rowheader} scope="row" className={className}>
      {cell}
    </th>
  ) : (
    <td key={label} role={ROLE.cell} data-label={isObvious ? undefined : label} className={className}>
      {cell}
    </td>
  );
}

/*
 * Rows and cells are styled from their table: a list has hundreds of cells, and each would say the same again.
 * On a phone a row is a card: the name on a line of its own, beside its box, and what is known of it in one line below.
 */

const ROWS =
  "[&>tbody>tr]:border-b [&>tbody>tr]:border-line [&>tbody>tr:last-child]:border-b-0 [&>tbody>tr:hover]:bg-canvas max-sm:[&>tbody>tr]:flex max-sm:[&>tbody>tr]:flex-wrap max-sm:[&>tbody>tr]:items-center max-sm:[&>tbody>tr]:gap-x-3 max-sm:[&>tbody>tr]:px-3 max-sm:[&>tbody>tr]:py-2";

/** No column is asked to be wider than a long name needs: the others would be left a few letters a line. */
const CELLS =
  "sm:[&>tbody>tr>*]:max-w-88 sm:[&>tbody>tr>*]:px-3 sm:[&>tbody>tr>*]:py-2 [&>tbody>tr>*]:align-top [&>tbody>tr>*]:font-normal [&>tbody>tr>th]:text-start sm:[&_time]:whitespace-nowrap";

/** It takes what its line has left, so that the next cell begins another; on a desk, what an address needs. */
const NAMES =
  "[&>tbody>tr>th_a]:inline-block [&>tbody>tr>th_a]:min-h-6 sm:[&>tbody>tr>th]:min-w-56 xl:[&>tbody>tr>th]:min-w-68 max-sm:[&>tbody>tr>th]:flex-1 max-sm:[&>tbody>tr>th]:[overflow-wrap:anywhere]";

const NAME_ALONE = "max-sm:[&>tbody>tr>th]:min-w-full";
const NAME_BESIDE_BOX = "max-sm:[&>tbody>tr>th]:min-w-[calc(100%-4rem)]";

const FACTS =
  "max-sm:[&>tbody>tr>td]:block max-sm:[&>tbody>tr>td]:max-w-full max-sm:[&>tbody>tr>td]:text-sm max-sm:[&>tbody>tr>td]:[overflow-wrap:anywhere] max-sm:[&>tbody>tr>td[data-label]]:before:me-1 max-sm:[&>tbody>tr>td[data-label]]:before:text-muted max-sm:[&>tbody>tr>td[data-label]]:before:content-[attr(data-label)]";

const TABLE = `w-full border-collapse text-start max-sm:block ${ROWS} ${CELLS} ${NAMES} ${FACTS}`;

/** The box that ticks all, where the script can do it. */
function ChoiceHead({ formId }: { formId: string }) {
  return (
    <th role={ROLE.columnheader} scope="col" className="w-12 border-b border-line px-3 py-2 text-start">
      <span className="sr-only">Choose</span>
      <input
        type="checkbox"
        form={formId}
        hidden
        data-select-all=""
        aria-label="Choose all rows"
        className="size-6 accent-accent max-sm:hidden"
      />
    </th>
  );
}

/** Shown by the script alone: without it there is nothing that could filter. */
function LiveFilter() {
  return (
    <div hidden data-live-filter="" className="border-b border-line p-2">
      <input
        type="search"
        autoComplete="off"
        autoCapitalize="none"
        aria-label="Filter these rows"
        placeholder="Filter these rows"
        className="min-h-10 w-full max-w-sm rounded-control border border-field bg-panel px-3"
      />
      {/* How many rows are left, for who does not see them go, and where none is. */}
      <p aria-live="polite" className="px-1 pt-1.5 text-sm text-muted" />
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <div className="rounded-card border border-dashed border-field p-6 text-center text-muted">
      {children}
    </div>
  );
}
