/** What the doctor says of the versions it meets. */

import { expect, it } from "vitest";
import { isOlder, LEAST, toKnowledge, toVersion } from "./known-versions";

it.each([
  ["Kratos", "v1.3.1", "every test of Foyer runs on it"],
  ["Kratos", "v26.2.0", "tried"],
  ["Kratos", "26.2.7", "tried"],
  ["Kratos", "v25.4.0", "not tried by itself"],
  ["Kratos", "v1.2.0", "older than Foyer needs"],
  ["Kratos", "v27.1.0", "newer than any"],
  ["Hydra", "v2.3.0", "has no device flow"],
  ["Hydra", "v26.2.0", "has the device flow"],
  ["Hydra", "master", "names no version"],
] as const)("of %s %s it says: %s", (server, version, says) => {
  expect(toKnowledge(server, version)).toContain(says);
});

it("a version that is too old is one that nothing is known of", () => {
  for (const server of ["Kratos", "Hydra"] as const) {
    const [major, minor] = LEAST[server];
    expect(toKnowledge(server, `v${major}.${minor}.0`)).not.toContain("older");
    expect(isOlder(toVersion(`v${major}.${minor - 1}.9`) ?? LEAST[server], LEAST[server])).toBe(true);
  }
});
