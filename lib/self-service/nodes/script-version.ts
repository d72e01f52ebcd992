/** Turns an integrity value into the part of a script's URL that changes with its bytes. */

const VERSION_LENGTH = 16;

/** Letters and digits of the digest: enough to tell two releases of Kratos apart, and safe in a query. */
export function toScriptVersion(integrity: string): string {
  return integrity
    .replace(/^sha\d+-/, "")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, VERSION_LENGTH);
}
