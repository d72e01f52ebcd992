/** What a variable's text says, whatever the variable is. */

/** Variables as an environment has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Whether quotes stand around it: a shell takes them away, and what hands files of variables on to containers does not. */
export function isQuoted(value: string): boolean {
  return value.length > 1 && /^["']/.test(value) && value.endsWith(value[0] ?? "");
}

/** Without what is set to nothing, and without space around a value: a file that holds one ends in a line break. */
export function toGiven(environment: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const given = value?.trim();
      return given ? [[name, given]] : [];
    }),
  );
}
