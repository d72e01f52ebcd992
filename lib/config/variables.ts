/** What a variable's text says, whatever the variable is. */

/** Variables as an environment has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Without what is set to nothing, and without space around a value: a file that holds one ends in a line break. */
export function toGiven(environment: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const given = value?.trim();
      return given ? [[name, given]] : [];
    }),
  );
}
