/** Reads start tags out of rendered markup, so that tests do not depend on the order of attributes. */

export interface Tag {
  name: string;
  attributes: Record<string, string>;
}

/** Every start tag in document order. React escapes text, so `<` always starts a tag. */
export function readTags(html: string): Tag[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s[^>]*)?)\/?>/g)].map(([, name = "", rest = ""]) => ({
    name,
    attributes: Object.fromEntries(
      [...rest.matchAll(/\s([^\s=]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]),
    ),
  }));
}

/** The tags of this name that have all of these attributes. */
export function findTags(html: string, name: string, wanted: Record<string, string> = {}): Tag[] {
  return readTags(html).filter(
    (tag) =>
      tag.name === name && Object.entries(wanted).every(([key, value]) => tag.attributes[key] === value),
  );
}
