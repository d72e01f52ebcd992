/** What the home page says of things that wait for somebody. */

/** Why a list may be missing: its server did not answer. */
export type KnownItems<Item> = readonly Item[] | "unknown";

export interface RiskyApp {
  id: string;
  name: string;
  /** The first of its severe risks. */
  risk: string;
}
