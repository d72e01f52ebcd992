/** Takes the names of Kratos' trait nodes apart and puts them together: members joined by dots, dots in them escaped. */

const ROOT = "traits";

/** Deeper than any schema goes; whatever reads or writes what lies there needs stack for each level (threat D1). */
const DEPTH_LIMIT = 32;

/** Whether it names all of somebody's traits together: what is wrong with none of them alone is said of it. */
export function isRootName(name: string): boolean {
  return name === ROOT;
}

export function isTraitName(name: string): boolean {
  return name.startsWith(`${ROOT}.`);
}

/** `traits.address.city` → `["traits", "address", "city"]`; `undefined` for what is no trait's name, or lies too deep. */
export function toTraitPath(name: string): string[] | undefined {
  const path = toSegments(name);
  return path && path.length <= DEPTH_LIMIT ? path : undefined;
}

/** The way to what lies too deep, as far as anything is read; `undefined` for every other name. */
export function toPathAbove(name: string): string[] | undefined {
  const path = toSegments(name);
  return path && path.length > DEPTH_LIMIT ? path.slice(0, DEPTH_LIMIT) : undefined;
}

function toSegments(name: string): string[] | undefined {
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
