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
 * What a schema calls an object is not known here. So a text is refused that begins like a value and goes on with another member,
 * or ends what the value lies in, so that fields behind it are lost. Of a text, number or word the first letter is enough to Kratos'
 * reader (gjson), and its writer (sjson) replaces the word by an object once a member of that name comes.
 */
const SCALAR_AND_MEMBER = /^\s*(?:"(?:[^"\\]|\\.)*"|[-+\dtfniIN][^\s,\]}]*)\s*,\s*"(?:[^"\\]|\\.)*"\s*:/;
const SCALAR_AND_END = /^\s*(?:"(?:[^"\\]|\\.)*"|[-+\dtfniIN][\w.+-]*)\s*\}[\s}]*$/;
const BEGINS_AS_OBJECT_OR_LIST = /^\s*[[{]/;
const GOES_ON = /,\s*"(?:[^"\\]|\\.)*"\s*:|[}\]]\s*\}/;

/** @throws HttpError 400 */
export function requireWholeValues(fields: Iterable<readonly [name: string, value: unknown]>): void {
  for (const [name, value] of fields) {
    if (typeof value === "string" && !TEXTS.has(name) && !isOneValue(name, value))
      throw new HttpError(400, "bad-request");
  }
}

function isOneValue(name: string, text: string): boolean {
  if (OBJECTS.has(name)) return text === "" || isRecord(parseJson(text));
  const maySplit =
    SCALAR_AND_MEMBER.test(text) ||
    SCALAR_AND_END.test(text) ||
    (BEGINS_AS_OBJECT_OR_LIST.test(text) && GOES_ON.test(text));
  return !maySplit || parseJson(text) !== undefined;
}
