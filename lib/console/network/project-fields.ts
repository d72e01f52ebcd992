/** What is typed to change a project: a patch, or the whole of it, parsed so that the trail knows secrets in it for what they are. */

import { instanceOfSetProject, type JsonPatch, type SetProject } from "@ory/client-fetch";
import { z } from "zod";
import { hasInexactNumber, isRecord, parseJson } from "@/lib/json";
import { atMost, JSON_LIMIT } from "../forms/at-most";

const steps = z
  .array(
    z.strictObject({
      op: z.enum(["add", "replace", "remove", "test"]),
      path: z.string().startsWith("/"),
      value: z.unknown(),
    }),
  )
  .min(1)
  .max(100);

export const patchField = toField(
  "This is no JSON Patch: a list of steps, each with op (add, replace, remove or test), path and value.",
  (value): JsonPatch[] | undefined => {
    const parsed = steps.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  },
);

export const projectField = toField(
  "This is no project: an object with name, services, cors_admin, cors_public and organizations.",
  (value): SetProject | undefined => (isRecord(value) && instanceOfSetProject(value) ? value : undefined),
);

function toField<T>(problem: string, parse: (value: unknown) => T | undefined) {
  return z
    .string()
    .max(...atMost(JSON_LIMIT))
    .transform((text, context): T => {
      const value = parseJson(text);
      const parsed = parse(value);
      if (parsed !== undefined && !hasInexactNumber(value)) return parsed;
      const message = parsed === undefined ? problem : "A number here is larger than JSON keeps exactly.";
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });
}
