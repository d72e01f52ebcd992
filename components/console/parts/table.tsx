/** A table; on a phone each row is a card that names its cells. */

import type { ReactNode } from "react";

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

/** Said again: as cards on a phone, browsers no longer take these elements for a table. */
const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, toKey, empty, hasLiveFilter, choice } = props;
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <div className="rounded-card border border-line bg-panel">
      {hasLiveFilter && <LiveFilter />}
      <table {...ROLE.table} className="w-full border-collapse text-start max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead {...ROLE.rowgroup} className="max-sm:sr-only">
          <tr {...ROLE.row}>
            {choice && <ChoiceHead formId={choice.formId} />}
            {columns.map(({ label, isEnd }) => (
              <th
                key={label}
                {...ROLE.columnheader}
                scope="col"
                className={`border-b border-line px-3 py-2 text-sm font-semibold text-muted ${isEnd ? "text-end" : "text-start"}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.rowgroup} className="max-sm:block">
          {rows.map((row) => (
            <tr
              key={toKey(row)}
              {...ROLE.row}
              data-row=""
              className={`border-b border-line last:border-b-0 hover:bg-canvas ${CARD}`}
            >
              {choice && (
                <td {...ROLE.cell} data-label="Choose" className={toCellClass("choice")}>
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
              {columns.map((column) => (
                <Cell key={column.label} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { label, cell, isHeader, isEnd, isObvious, isMinor } = column;
  const className = toCellClass(isHeader ? "name" : isMinor ? "minor" : "fact", isEnd);
  const shown = isObvious ? undefined : label;
  return isHeader ? (
    <th {...ROLE.rowheader} scope="row" data-label={label} className={className}>
      <div className="min-w-0">{cell(row)}</div>
    </th>
  ) : (
    <td {...ROLE.cell} data-label={shown} className={className}>
      <div className="min-w-0">{cell(row)}</div>
    </td>
  );
}

/** On a phone: the name on a line of its own, beside its box, and what is known of it in one line below. */
const CARD = "max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-3 max-sm:px-3 max-sm:py-2";

/** The name takes what its line has left, so that the next cell begins another. */
const CARD_NAME = "max-sm:min-w-[calc(100%-4rem)] max-sm:flex-1 max-sm:[overflow-wrap:anywhere]";

const CARD_FACT =
  "max-sm:max-w-full max-sm:text-sm max-sm:flex max-sm:gap-1 max-sm:before:shrink-0 max-sm:before:text-muted max-sm:before:content-[attr(data-label)]";

function toCellClass(kind: "name" | "fact" | "minor" | "choice", isEnd = false): string {
  const card = { name: CARD_NAME, fact: CARD_FACT, minor: "max-sm:hidden", choice: "" }[kind];
  return `px-3 py-2 align-top font-normal max-sm:p-0 ${card} ${isEnd ? "sm:text-end" : "text-start"}`;
}

/** The box that ticks all, where the script can do it. */
function ChoiceHead({ formId }: { formId: string }) {
  return (
    <th {...ROLE.columnheader} scope="col" className="w-12 border-b border-line px-3 py-2 text-start">
      <span className="sr-only">Choose</span>
      <input
        type="checkbox"
        form={formId}
        hidden
        data-select-all=""
        aria-label="Choose all rows"
        className="size-6 accent-accent"
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
        aria-label="Filter these rows"
        placeholder="Filter these rows"
        className="min-h-10 w-full max-w-sm rounded-control border border-field bg-panel px-3"
      />
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
