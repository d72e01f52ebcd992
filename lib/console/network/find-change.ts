/** What somebody else changed in a project while its form was open. */

import { isRecord } from "@/lib/json";
import { escapeToken } from "@/lib/json-pointer";
import type { DiffLine } from "../diff/to-diff";
import type { FormProblems } from "../forms/form";
import { readSeen } from "../forms/seen";

/**
 * One line for each value that came or went, by its path: a whole project is hundreds.
 * @param now the project without secrets, as the form's `seen` is
 * @returns undefined where the form was not refused for a change
 */
export function findChange(problems: FormProblems, now: unknown): DiffLine[] | undefined {
  const seen = readSeen(problems);
  if (seen === undefined) return undefined;
  const [before, after] = [new Set(toLines(seen)), new Set(toLines(now))];
  const went = [...before].filter((line) => !after.has(line));
  const came = [...after].filter((line) => !before.has(line));
  return [
    ...went.map((text): DiffLine => ({ kind: "removed", text })),
    ...came.map((text): DiffLine => ({ kind: "added", text })),
  ];
}

/** `/services/identity/config/version: "v1"`, paths as in a JSON Patch (RFC 6901). */
function toLines(value: unknown, path = ""): string[] {
  const members = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
  if (members.length === 0) return [`${path}: ${JSON.stringify(value)}`];
  return members.flatMap(([name, member]) => toLines(member, `${path}/${escapeToken(String(name))}`));
}
