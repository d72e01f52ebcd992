/** A small identity schema of its own for a test that is about certain traits. */

type Json = Readonly<Record<string, unknown>>;

/** People who sign in, and are recovered, by an address. @param traits beside it, by their names: JSON schemas */
export function toIdentitySchema(traits: Json): Json {
  return {
    $id: "https://foyer.example/own.schema.json",
    type: "object",
    properties: {
      traits: {
        type: "object",
        properties: {
          email: {
            type: "string",
            format: "email",
            title: "Email",
            "ory.sh/kratos": { credentials: { password: { identifier: true } }, recovery: { via: "email" } },
          },
          ...traits,
        },
      },
    },
  };
}
