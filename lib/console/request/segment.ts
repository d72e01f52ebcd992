/** A name as one segment of a console address, whatever is in it: servers and proxies refuse hidden slashes and dots. */

/** What stands in an address as it is, or encoded by its letters: no separator, no dots alone, no percent sign. */
const PLAIN = /^(?!\.{1,2}$)[\p{L}\p{N} _.:@!$&'()*+,;=-]+$/u;

const MARK = "~";

export function toSegment(name: string): string {
  return PLAIN.test(name) ? encodeURIComponent(name) : MARK + Buffer.from(name).toString("base64url");
}

/** @param segment decoded, as routes have it; one that somebody typed is a name itself */
export function fromSegment(segment: string): string {
  if (!segment.startsWith(MARK)) return segment;
  const name = Buffer.from(segment.slice(MARK.length), "base64url").toString("utf8");
  return toSegment(name) === segment ? name : segment;
}
