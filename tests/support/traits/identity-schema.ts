/** A small identity schema of its own for a test that is about certain traits. */

type Json = Readonly<Record<string, unknown>>;

interface Rules {
  /** What is said of the traits as a whole: `required`, `additionalProperties`. */
  traits?: Json;
  /** What is said of the schema, its title say. */
  schema?: Json;
  /** Whether the address is to be verified. */
  isVerified?: boolean;
}

/** People who sign in, and are recovered, by an address. @param traits beside it, by their names: JSON schemas */
export function toIdentitySchema(traits: Json, { traits: rules, schema, isVerified }: Rules = {}): Json {
  return {
    $id: "https://foyer.example/own.schema.json",
    type: "object",
    ...schema,
    properties: {
      traits: {
        type: "object",
        properties: {
          email: {
            type: "string",
            format: "email",
            title: "Email",
            "ory.sh/kratos": {
              credentials: { password: { identifier: true } },
              recovery: { via: "email" },
              ...(isVerified && { verification: { via: "email" } }),
            },
          },
          ...traits,
        },
        ...rules,
      },
    },
  };
}
