/** The columns of a CSV file of people: those of the account itself, and what a trait's is called beside them. */

/** What an export says of each account, before its traits. */
export const EXPORT_COLUMNS = ["id", "schema_id", "state", "created_at", "updated_at"] as const;

/** Whole, as JSON. */
export const METADATA_COLUMNS = ["metadata_public", "metadata_admin"] as const;

/** What an import reads beside the traits. */
export const IMPORT_COLUMNS = ["state", "hashed_password", ...METADATA_COLUMNS, "schema_id"] as const;

const ACCOUNT_COLUMNS: ReadonlySet<string> = new Set([...EXPORT_COLUMNS, ...IMPORT_COLUMNS]);

/**
 * The trait's path, `name.first`; where the account itself has a column of that name, `traits.state`, and one more for a trait that
 * has this path: no two traits have one column.
 */
export function toTraitColumn(path: string): string {
  return ACCOUNT_COLUMNS.has(path.replace(/^(traits\.)+/, "")) ? `traits.${path}` : path;
}

/** @returns the path of the trait that this column is; undefined for one of no trait of these */
export function findTraitPath(column: string, paths: readonly string[]): string | undefined {
  return paths.find((path) => toTraitColumn(path) === column);
}

/**
 * Whether a column that is called like one of the account's may be the trait of this name: in files of other systems, which do not
 * have that trait's own column as well.
 */
export function isEitherColumn(
  column: string,
  columns: readonly string[],
  paths: readonly string[],
): boolean {
  const own = toTraitColumn(column);
  return own !== column && paths.includes(column) && !columns.includes(own);
}
