/**
 * Puts the domains of a form's addresses as Kratos takes them (`format: email`), in ASCII. Of the browsers Chromium alone does so,
 * in fields of type `email`, and the field to sign in by is none.
 */

import { toAsciiAddress } from "@/lib/ascii-address";
import { getIdentitySchemas } from "@/lib/ory/cached/identity-schemas";
import { hasFreeIdentifier, toFormat } from "@/lib/self-service/schema/identifiers";
import { readTrait } from "@/lib/self-service/schema/trait";
import { isTraitName } from "@/lib/self-service/schema/trait-name";
import type { FlowBody } from "./relay-body";
import { RECIPIENT_FIELDS } from "./relay-form";

/** Fields whose text may be a name, where a schema has any. */
const NAME_FIELDS: readonly string[] = ["identifier", "password_identifier"];

/**
 * @param body of the form; given back itself where no domain is to be put otherwise, or where only a script could have sent it
 * @see https://github.com/ory/jsonschema/blob/v3.0.8/formats.go Kratos keeps no address with another domain, so that this leads to no other account
 */
export async function withAsciiDomains(
  body: Uint8Array<ArrayBuffer>,
  { fields }: FlowBody,
): Promise<Uint8Array<ArrayBuffer>> {
  const given = [...(fields ?? [])];
  if (!given.some(([, value]) => toAsciiAddress(value) !== value)) return body;
  const schemas = (await getIdentitySchemas()).map(({ schema }) => schema);
  const spelled = given.map(([name, value]): [string, string] => [
    name,
    isAddress(name, schemas) ? toAsciiAddress(value) : value,
  ]);
  if (spelled.every(([, value], at) => value === given[at]?.[1])) return body;
  return new TextEncoder().encode(new URLSearchParams(spelled).toString());
}

/** Whether a field holds nothing but addresses, as far as the schemas are known. */
function isAddress(name: string, schemas: readonly unknown[]): boolean {
  if (isTraitName(name)) {
    const traits = schemas.flatMap((schema) => readTrait(schema, name) ?? []);
    return traits.length > 0 && traits.every((trait) => toFormat(trait) === "email");
  }
  if (NAME_FIELDS.includes(name)) return schemas.length > 0 && !schemas.some(hasFreeIdentifier);
  return RECIPIENT_FIELDS.some((field) => field === name);
}
