/** What the home page says of things that wait for somebody. */

/** Why a list may be missing: its server did not answer. */
export type KnownItems<Item> = readonly Item[] | "unknown";

export interface RiskyApp {
  id: string;
  name: string;
  /** The first of its severe risks. */
  risk: string;
}

/** As many apps as were looked through. */
export interface RiskyApps {
  /** The first of them. */
  shown: KnownItems<RiskyApp>;
  /** How many were found. */
  count: number;
  /** How many were looked through. */
  looked: number;
  /** There are apps that were not. */
  hasMore: boolean;
}
