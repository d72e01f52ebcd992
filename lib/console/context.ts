/** What every console page needs around its content. */

import type { PageContext } from "@/lib/page-context";
import type { Role } from "./operator/permissions";

export interface ConsoleChrome extends PageContext {
  /** `/console` with the base path before it; every address of the console begins with it. */
  consolePath: string;
  /** Who is signed in; absent on the pages before that. */
  operator?: {
    /** Differs where two have one name. */
    key: string;
    name: string;
    role: Role;
    /** The form that signs out. */
    signOut: { action: string; fields: Readonly<Record<string, string>> };
  };
  /** Areas that this operator may see, in order. */
  places: readonly PlaceView[];
}

export interface PlaceView {
  path: string;
  label: string;
  /** Typed after `g`. */
  key: string;
  group: string;
}
