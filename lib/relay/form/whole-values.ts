/**
 * Refuses a value that is more than one to Kratos: it writes the text of what its schemas call an object into its own JSON as it
 * stands (`sjson.SetRawBytes` in ory/x), so that `{}, "email": "…"` there would be another field, which nothing here has read.
 */

import { isRecord, parseJson } from "@/lib/json";
import { SECRET_FIELDS } from "@/lib/self-service/method-facts";
import { HttpError } from "@/lib/web/http-error";

/** Objects of Kratos' own, in whichever flow. */
const OBJECTS: ReadonlySet<string> = new Set(["traits", "transient_payload", "upstream_parameters"]);

/** Texts to every Kratos, and a password may hold anything. */
const TEXTS: ReadonlySet<string> = new Set(SECRET_FIELDS);

/**
 * What a schema calls an object is not known here: a text that begins like a value of JSON and goes on with another member, or
 * ends what the value lies in, so that fields behind it are lost.
 */
const BEGINS_AS_VALUE = /^\s*(?:[[{"]|-?\d|true|false|null)/;
const GOES_ON = /,\s*"(?:[^"\\]|\\.)*"\s*:|\}\s*\}/;

/** @throws HttpError 400 */
export function requireWholeValues(fields: Iterable<readonly [name: string, value: unknown]>): void {
  for (const [name, value] of fields) {
    if (typeof value === "string" && !TEXTS.has(name) && !isOneValue(name, value))
      throw new HttpError(400, "bad-request");
  }
}

function isOneValue(name: string, text: string): boolean {
  if (OBJECTS.has(name)) return text === "" || isRecord(parseJson(text));
  const maySplit = BEGINS_AS_VALUE.test(text) && GOES_ON.test(text);
  return !maySplit || parseJson(text) !== undefined;
}
