/** Reads keys that an operator brings, private parts and all: Hydra signs with them. */

import type { JsonWebKey, JsonWebKeySet } from "@ory/client-fetch";
import { z } from "zod";
import { parseJson } from "@/lib/json";
import { atMost } from "../forms/at-most";
import { nameSchema } from "../ory/ids.server";

/** RFC 7517, RFC 7518: an asymmetric key that can sign. A key that both sides share would be published as nothing. */
const privateJwk = z
  .looseObject({
    kty: z.enum(["RSA", "EC", "OKP"]),
    kid: nameSchema,
    alg: z.string().min(1).max(20),
    use: z.literal("sig").default("sig"),
    d: z.string().min(1),
  })
  .transform((jwk) => jwk as unknown as JsonWebKey);

const KEY_LIMIT = 20;

const privateJwks = z
  .object({ keys: z.array(privateJwk).min(1).max(KEY_LIMIT) })
  .refine(({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length)
  .transform((jwks): JsonWebKeySet => jwks);

/** A form's field: the text of one key, parsed, so that the trail knows its private parts for what they are. */
export const jwkField = z
  .string()
  .max(...atMost(20_000))
  .transform((text) => parseJson(text))
  .pipe(
    z
      .unknown()
      .transform(
        toKnown(
          privateJwk,
          "This is no private key for signatures: a JSON Web Key with kty, kid, alg and d.",
        ),
      ),
  );

export const jwksField = z
  .string()
  .max(...atMost(200_000))
  .transform((text) => parseJson(text))
  .pipe(
    z
      .unknown()
      .transform(
        toKnown(
          privateJwks,
          `This is no set of private keys for signatures: {"keys": […]} of JSON Web Keys with kty, alg, d, and a kid that no other has; ${KEY_LIMIT} at most.`,
        ),
      ),
  );

/** One sentence for whatever is wrong: which member of a private key it is, is no help. */
function toKnown<T>(schema: z.ZodType<T>, problem: string) {
  return (value: unknown, context: z.RefinementCtx): T => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: problem });
    return z.NEVER;
  };
}
