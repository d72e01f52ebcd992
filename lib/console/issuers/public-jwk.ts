/** Reads the public key that an operator pasted, and refuses a private one: it has no business anywhere but with its owner. */

import type { JsonWebKey } from "@ory/client-fetch";
import { z } from "zod";
import { parseJson } from "@/lib/json";
import { hasPrivatePart } from "../keys/private-parts";

const NOT_PRIVATE =
  "This holds a private key. Paste the public part alone, and have its owner make a new one: this one has been shown.";

const schema = z
  .looseObject({
    kty: z.enum(["RSA", "EC", "OKP"]),
    kid: z.string().min(1).max(255),
    alg: z.string().min(1).max(20),
    use: z.string().max(10).default("sig"),
  })
  .transform((jwk) => jwk as unknown as JsonWebKey);

export function parsePublicJwk(text: string): { jwk: JsonWebKey } | { problem: string } {
  const value = parseJson(text);
  if (hasPrivatePart(value)) return { problem: NOT_PRIVATE };
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { jwk: parsed.data }
    : { problem: "This is no public key: a JSON Web Key with kty, kid and alg." };
}
