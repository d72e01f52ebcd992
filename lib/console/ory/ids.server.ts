/** Checks ids before they become part of a path to an admin API (threat C15). */

import { z } from "zod";
import { HttpError } from "@/lib/web/http-error";
import { ConsoleProblem } from "../problem";
import { fromSegment } from "../request/segment";

/** Kratos' ids of identities, sessions and messages; Hydra's of trusted issuers. */
export const uuidSchema = z
  .string()
  .regex(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, "is no id")
  .transform((id) => id.toLowerCase());

/** Ids that somebody chose: of schemas, of apps in a query. Anything printable. */
export const textIdSchema = z
  .string()
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "is no name");

/**
 * Hydra's client ids, key ids and names of key sets: anything printable that is one segment of a path, encoded. One with a
 * slash is none: Hydra decodes it before it looks for the end of the id, and would do something else to another app.
 */
export const nameSchema = textIdSchema.regex(/^(?!\.{1,2}$)[^/]+$/, "is no name that can stand in a path");

/** @throws HttpError 404 for what is no id: no page has such an address */
export function requireUuid(id: string | undefined): string {
  return require(uuidSchema, id);
}

/** @param segment of the console's address @throws HttpError 404, ConsoleProblem for an id that Hydra has and cannot be asked for */
export function requireName(segment: string | undefined): string {
  const name = segment && fromSegment(segment);
  if (name?.includes("/") && textIdSchema.safeParse(name).success) throw new ConsoleProblem(404, WITH_SLASH);
  return require(nameSchema, name);
}

const WITH_SLASH = {
  title: "An id with a slash cannot be opened here",
  text: "Hydra lists it, but takes what stands after the slash for something else: a change could be made elsewhere. Nothing was asked of Hydra.",
  next: "Make the app, the key or the set anew under an id without a slash.",
};

/** @param segment of the console's address @throws HttpError 404 */
export function requireSchemaId(segment: string | undefined): string {
  return require(textIdSchema, segment && fromSegment(segment));
}

function require<T>(schema: z.ZodType<T>, value: string | undefined): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HttpError(404, "not-found");
  return parsed.data;
}
