/** What the fields of a form for traits may hold. */

import { z } from "zod";
import { atMost } from "../forms/at-most";

/** Characters of all traits as JSON, and of any one of them. */
const TRAITS_LIMIT = 100_000;

export const traitValues = z.union([z.string().max(...atMost(TRAITS_LIMIT)), z.array(z.string())]);
