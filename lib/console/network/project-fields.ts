/** What is typed to change a project: a patch, or the whole of it, parsed so that the trail knows secrets in it for what they are. */

import { instanceOfSetProject, type JsonPatch, type SetProject } from "@ory/client-fetch";
import { z } from "zod";
import { hasInexactNumber, isRecord, parseJson } from "@/lib/json";
import { atMost, JSON_LIMIT } from "../forms/at-most";
import { holdsRedacted } from "../trail/redact";

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

/** Of a copy of what the page shows, which is without secrets: saved, these words would take their place. */
const NOT_SHOWN =
  "This holds “[redacted]” or “[left out: …]”, which stand on the page in place of what it does not show. Write what is to be there.";

function toField<T>(problem: string, parse: (value: unknown) => T | undefined) {
  return z
    .string()
    .max(...atMost(JSON_LIMIT))
    .transform((text, context): T => {
      const value = parseJson(text);
      const parsed = parse(value);
      const message =
        parsed === undefined
          ? problem
          : hasInexactNumber(value)
            ? "A number here is larger than JSON keeps exactly."
            : holdsRedacted(text)
              ? NOT_SHOWN
              : undefined;
      if (parsed !== undefined && message === undefined) return parsed;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });
}
