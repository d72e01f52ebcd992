/** Reads what Kratos answers in place of a flow, and the error that `/error` shows: another shape says nothing. */

import { z } from "zod";

const text = z.string().min(1).optional().catch(undefined);

const refusal = z
  .object({
    error: z
      .object({
        id: text,
        code: z.number().optional().catch(undefined),
        status: text,
        reason: text,
        message: text,
        details: z.object({ return_to: text }).catch({}),
      })
      .catch({ details: {} }),
    use_flow_id: text,
    redirect_browser_to: text,
  })
  .catch({ error: { details: {} } });

export type KratosRefusal = z.infer<typeof refusal>;

/** @param body JSON of any shape */
export function parseRefusal(body: unknown): KratosRefusal {
  return refusal.parse(body);
}
