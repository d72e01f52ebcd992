/** What somebody else changed in a project while its form was open. */

import { isRecord, parseJson } from "@/lib/json";
import type { DiffLine } from "../diff/to-diff";
import type { FormProblems } from "../forms/form";

const CONFLICT = 409;

/**
 * One line for each value that came or went, by its path: a whole project is hundreds.
 * @param now the project without secrets, as the form's `seen` is
 * @returns undefined where the form was not refused for a change
 */
export function findChange({ status, typed }: FormProblems, now: unknown): DiffLine[] | undefined {
  const seen = parseJson(typed.seen ?? "");
  if (status !== CONFLICT || seen === undefined) return undefined;
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
  return members.flatMap(([name, member]) =>
    toLines(member, `${path}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}
