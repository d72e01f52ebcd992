/**
 * Which formats of traits Kratos checks, and no stricter than it does (github.com/ory/jsonschema): whom it takes can be changed and
 * imported here. What this takes and Kratos does not, Kratos refuses; formats that are not listed it does not know.
 */

import type { Ajv } from "ajv";
import addFormats, { type FormatName } from "ajv-formats";

/** Those that both judge alike. */
const ALIKE: FormatName[] = ["date", "date-time", "time", "hostname", "ipv4", "ipv6", "json-pointer"];

export function addKratosFormats(ajv: Ajv): void {
  addFormats.default(ajv, ALIKE);
  ajv.addFormat("email", isEmail);
  ajv.addFormat("uri", /^[a-z][a-z\d+.-]*:/i);
}

/** Letters of every script, and signs that need no quotation marks (RFC 6532); what stands in such marks is left to Kratos. */
const LOCAL_PART = /^(?:[^\s.@<>()[\]:;,\\"\p{Cc}]+(?:\.[^\s.@<>()[\]:;,\\"\p{Cc}]+)*|".*")$/u;

/** A host of one's own network has one label. */
const HOST = /^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})*$/i;

/**
 * Of an address and of what stands before its @, in bytes, which are never fewer than characters. A text of megabytes would end the
 * stack of a regular expression.
 */
const EMAIL_LIMIT = 254;
const LOCAL_PART_LIMIT = 64;

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (at <= 0 || at > LOCAL_PART_LIMIT || text.length > EMAIL_LIMIT) return false;
  return LOCAL_PART.test(text.slice(0, at)) && HOST.test(text.slice(at + 1));
}
