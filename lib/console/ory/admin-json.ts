/**
 * Pieces of the schemas by which the console reads what admin APIs answer. What has another shape than the servers' counts
 * as absent, and no page is thrown away for it. What is shown whole or written back is the answer itself, never what was
 * read of it: a schema leaves unknown members behind.
 */

import { z } from "zod";
import { toRecord } from "@/lib/json";

/** A text that says something. */
export const textMember = z.string().min(1).optional().catch(undefined);

export const numberMember = z.number().optional().catch(undefined);

/** The texts in a list, whatever else is in it. */
export const textsMember = z
  .array(z.unknown())
  .catch([])
  .transform((list) => list.filter((item): item is string => typeof item === "string"));

/** An object of which this is read; anything else is one without members. */
export const objectMember = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.unknown().optional().transform(toRecord).pipe(z.object(shape));

export const listMember = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);
