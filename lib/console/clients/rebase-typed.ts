/** An app's form that met somebody else's change: its fields that were not touched show what is there now. */

import { type Json, toRecord } from "@/lib/json";
import type { FormProblems } from "../forms/form";
import { readSeen } from "../forms/seen";
import { rebaseFields, rebaseText } from "../patch/rebase";
import { FIELD_NAMES, toFieldText } from "./fields";

/** @param client as it is now */
export function rebaseTypedClient(problems: FormProblems, client: Json): FormProblems {
  const { operation, typed } = problems;
  const seen = readSeen(problems);
  if (seen === undefined) return problems;
  if (operation === "client.edit-json" || operation === "client.replace")
    return { ...problems, typed: { ...typed, json: rebaseText(seen, typed.json ?? "", client) } };
  if (operation !== "client.edit") return problems;
  const toShown = (of: Json) => Object.fromEntries(FIELD_NAMES.map((name) => [name, toFieldText(of, name)]));
  return { ...problems, typed: rebaseFields(toShown(toRecord(seen)), typed, toShown(client)) };
}
