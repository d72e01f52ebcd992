/** What is known of a version of Kratos or Hydra: whether Foyer was tried on it, and what people notice there. */

export type ServerName = "Kratos" | "Hydra";

/** Major and minor number, and the patch's where that matters. */
export type Version = readonly [major: number, minor: number, patch?: number];

interface Known {
  from: Version;
  says: string;
}

/** The oldest versions with everything that Foyer asks for. */
export const LEAST: Readonly<Record<ServerName, Version>> = { Kratos: [1, 3], Hydra: [2, 2] };

/** From the newest to the oldest. docs/operations.md has the same table in full. */
const KNOWN: Readonly<Record<ServerName, readonly Known[]>> = {
  Kratos: [
    { from: [26, 3], says: "newer than any that Foyer was tried on; try your own flows first" },
    {
      from: [26, 2],
      says: "tried; a second factor's code is sent when its page is made, sign-in by identifier first tells accounts apart",
    },
    { from: [25, 4], says: "not tried by itself; identity_schema chooses among schemas" },
    { from: [1, 4], says: "not tried" },
    { from: [1, 3], says: "every test of Foyer runs on it" },
  ],
  Hydra: [
    { from: [26, 3], says: "newer than any that Foyer was tried on; try your own flows first" },
    { from: [26, 2], says: "tried; has the device flow" },
    { from: [25, 4], says: "not tried by itself; has the device flow" },
    { from: [2, 4], says: "not tried" },
    { from: [2, 3], says: "every test of Foyer runs on it; has no device flow" },
    { from: [2, 2], says: "not tried" },
  ],
};

/** What a server calls itself; undefined for a build without a number. */
export function toVersion(named: string): Version | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d*)/.exec(named) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : [Number(major), Number(minor), Number(patch)];
}

export function isOlder(
  [major, minor, patch = 0]: Version,
  [otherMajor, otherMinor, otherPatch = 0]: Version,
): boolean {
  if (major !== otherMajor) return major < otherMajor;
  return minor === otherMinor ? patch < otherPatch : minor < otherMinor;
}

/** What is known of it, in a sentence without a full stop. */
export function toKnowledge(server: ServerName, named: string): string {
  const version = toVersion(named);
  if (!version) return "a build that names no version";
  return KNOWN[server].find(({ from }) => !isOlder(version, from))?.says ?? "older than Foyer needs";
}
