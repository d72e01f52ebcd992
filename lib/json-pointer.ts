/** JSON Pointers (RFC 6901): their tokens, and the value that one leads to. */

/** Names and places on the way; none for the whole document. */
export function toTokens(pointer: string): string[] {
  return pointer.split("/").slice(1).map(unescapeToken);
}

/** A member's name as a token of a pointer says it (RFC 6901 §3). */
export function escapeToken(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The member's name that a token says (RFC 6901 §4). */
export function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * Own properties only.
 * @returns undefined when any step is missing or would leave the document's own properties (threat V2)
 */
export function readPointer(document: unknown, pointer: string): unknown {
  return toTokens(pointer).reduce<unknown>(readOwn, document);
}

function readOwn(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return /^(0|[1-9]\d{0,5})$/.test(key) ? value[Number(key)] : undefined;
  return Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
