/** What an act that touches several servers, or makes a secret, tells once it is over. */

import { z } from "zod";

export const receiptSchema = z.object({
  title: z.string(),
  lead: z.string().optional(),
  /** What each server did. */
  steps: z
    .array(
      z.object({
        label: z.string(),
        result: z.enum(["done", "nothing-to-do", "failed", "unknown"]),
        detail: z.string().optional(),
        /** The server that refused who asks: it would refuse whatever is asked next. */
        refusedBy: z.enum(["kratos", "hydra", "network"]).optional(),
      }),
    )
    .default([]),
  /** A time is ISO 8601; what somebody types elsewhere is to be copied. */
  facts: z
    .array(
      z.object({
        label: z.string(),
        value: z.string(),
        isTime: z.boolean().optional(),
        isToCopy: z.boolean().optional(),
      }),
    )
    .default([]),
  /** Shown once: the receipt is gone when it has been opened. */
  secrets: z
    .array(z.object({ label: z.string(), value: z.string(), hint: z.string().optional() }))
    .default([]),
  /** Paths under the console. */
  links: z.array(z.object({ path: z.string(), label: z.string() })).default([]),
});

export type Receipt = z.input<typeof receiptSchema>;
export type ReceiptView = z.output<typeof receiptSchema>;
