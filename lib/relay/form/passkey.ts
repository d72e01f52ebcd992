/** Tells whose passkey a form was answered with: it names nobody, but says under which handle its account keeps its keys. */

import { parseJson, read, readPath } from "@/lib/json";
import { HttpError } from "@/lib/web/http-error";
import { requireUniqueNames, toFieldName } from "./form-fields";

/** The field that the ceremony fills in (https://www.w3.org/TR/webauthn-3/#dom-authenticatorassertionresponse-userhandle). */
export const PASSKEY_FIELD = "passkey_login";

const PATH = ["response", "userHandle"] as const;

/**
 * The user handle as hexadecimal digits, which are the same however it is written; empty without one. Kratos opens the
 * account of that handle (`loginAuthenticate` in its passkey strategy), to which the key's signature must belong.
 * @throws HttpError 400 for JSON that Go's decoder, to which names in other letters are the same, may read differently
 */
export function readUserHandle(answer: string): string {
  const json = parseJson(answer);
  if (typeof json !== "object" || json === null) return "";
  requireUniqueNames(answer, json);
  requireExactName(json, PATH[0]);
  requireExactName(read(json, PATH[0]), PATH[1]);
  const handle = readPath(json, ...PATH);
  return typeof handle === "string" ? Buffer.from(handle, "base64url").toString("hex") : "";
}

function requireExactName(value: unknown, name: string): void {
  const others = Object.keys(Object(value)).filter((key) => key !== name);
  if (others.some((key) => toFieldName(key) === name.toLowerCase())) throw new HttpError(400, "bad-request");
}
