/** The field of every act that says why, for the trail. */

import { z } from "zod";
import { atMost } from "./at-most";

export const reason = z
  .string()
  .max(...atMost(500))
  .optional();
