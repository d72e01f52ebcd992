/** What the page shows that moves an account to another schema. */

import type { Json } from "@/lib/json";
import type { DiffLine } from "../diff/to-diff";
import type { FormProblems } from "../forms/form";
import type { EditTraitsView, IdentityDetails } from "./view";

export interface MoveChoice {
  /** Id of a schema. */
  value: string;
  label: string;
}

export interface MoveView {
  identity: IdentityDetails;
  /** Those that it is not of. */
  schemas: readonly MoveChoice[];
  /** Once one is chosen. */
  chosen?: MoveChoice & {
    /** Stands for what the page shows: a move is refused where that changed meanwhile. */
    seen: string;
    forms: Pick<EditTraitsView, "byFields" | "asJson">;
    /** What the forms begin with. */
    carried: Json;
    /** Names of traits that the account has and would lose. */
    lost: readonly string[];
    /** Of the whole, as it is and as it would be. */
    difference: readonly DiffLine[];
  };
  problems: FormProblems;
}
