/** Takes the names of Kratos' trait nodes apart and puts them together: members joined by dots, dots in them escaped. */

const ROOT = "traits";

export function isTraitName(name: string): boolean {
  return name.startsWith(`${ROOT}.`);
}

/** `traits.address.city` → `["traits", "address", "city"]`; `undefined` for what is no trait's name. */
export function toPath(name: string): string[] | undefined {
  if (!isTraitName(name)) return undefined;
  return [...name.matchAll(/(?:\\.|[^.\\])+|(?<=\.)(?=\.|$)/gs)].map(([segment]) =>
    segment.replaceAll(/\\(.)/gs, "$1"),
  );
}

/** The name of a path, the way Kratos writes it. */
export function toName(path: readonly string[]): string {
  return path.map((segment) => segment.replaceAll(".", "\\.")).join(".");
}

/** Whether a segment counts the items of a list. */
export function isIndex(segment: string | undefined): segment is string {
  return segment !== undefined && /^(?:0|[1-9]\d{0,4})$/.test(segment);
}
