/** Checks ids before they become part of a path to an admin API (threat C15). */

import { z } from "zod";
import { HttpError } from "@/lib/web/http-error";

/** Kratos' ids of identities, sessions and messages; Hydra's of trusted issuers. */
export const uuidSchema = z
  .string()
  .regex(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, "is no id")
  .transform((id) => id.toLowerCase());

/** Hydra's client ids, key ids and names of key sets: anything printable that is one segment of a path. */
export const nameSchema = z
  .string()
  .max(255)
  .regex(/^(?!\.{1,2}$)[\w.~:@!$&'()*+,;=-]+$/, "is no name that can stand in a path");

/** @throws HttpError 404 for what is no id: no page has such an address */
export function requireUuid(id: string | undefined): string {
  return require(uuidSchema, id);
}

/** @throws HttpError 404 */
export function requireName(name: string | undefined): string {
  return require(nameSchema, name);
}

function require<T>(schema: z.ZodType<T>, value: string | undefined): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HttpError(404, "not-found");
  return parsed.data;
}
