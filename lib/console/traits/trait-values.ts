/** What the fields of a form for traits may hold. */

import { z } from "zod";
import { atMost, JSON_LIMIT } from "../forms/at-most";

/** All traits as JSON, or any one of them. */
export const traitValues = z.union([z.string().max(...atMost(JSON_LIMIT)), z.array(z.string())]);
