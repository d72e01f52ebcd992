/** Algorithms that Hydra makes keys for, those that every app understands first. */

export const ALGORITHMS = [
  { value: "RS256", label: "RS256: every app understands it" },
  { value: "ES256", label: "ES256: smaller and faster, newer" },
  { value: "EdDSA", label: "EdDSA: Ed25519, newest" },
] as const;
