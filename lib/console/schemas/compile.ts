/** Compiles an identity schema, to hold traits to it before Kratos does. */

import { Ajv, type Options, type ValidateFunction } from "ajv";
import { isRecord, read } from "@/lib/json";
import { addKratosFormats } from "./formats";

/**
 * Takes `{ traits }`. The schema is the installation's own; nothing is fetched.
 * @returns undefined for one that leads elsewhere, or says what only Kratos understands: it is left to Kratos
 */
export function compileTraits(schema: unknown, options: Options = {}): ValidateFunction | undefined {
  if (!isRecord(schema)) return undefined;
  const { $schema: _, ...own } = schema;
  // Kratos divides decimals exactly: 0.15 is a multiple of 0.05.
  const ajv = new Ajv({ strict: false, logger: false, multipleOfPrecision: 9, ...options });
  addKratosFormats(ajv);
  try {
    return ajv.compile({ ...own, properties: { traits: read(own.properties, "traits") } });
  } catch {
    return undefined;
  }
}
