/** The identity schemas that Kratos serves to everybody, for the checks that look into them. */

import type { Config } from "@/lib/config/config";
import { read, readString } from "@/lib/json";
import { ask, isSilent } from "./ask";

/** Kratos hands out no more schemas at once. */
const MOST_SCHEMAS = 250;

export interface NamedSchema {
  id: string;
  /** The JSON Schema itself, of any shape. */
  schema: unknown;
}

/** Whether it takes parts from other documents, which nobody here reads. */
export function refersElsewhere(schema: unknown): boolean {
  return /"\$ref":"(?!#)/.test(JSON.stringify(schema));
}

/** None where Kratos does not answer: another check says so. */
export async function askSchemas({ kratos }: Pick<Config, "kratos">): Promise<NamedSchema[]> {
  const answer = await ask(`${kratos.publicUrl}/schemas?page_size=${MOST_SCHEMAS}`);
  if (isSilent(answer) || answer.status !== 200 || !Array.isArray(answer.json)) return [];
  return answer.json.map((row) => ({ id: readString(row, "id") ?? "", schema: read(row, "schema") }));
}
