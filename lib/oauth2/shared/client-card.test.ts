import { expect, it, vi } from "vitest";
import type { Caller } from "@/lib/ory/caller";
import { setEnvironment } from "@/tests/unit/environment";

const CALLER = {} as Caller;

it("keeps of an app what its pages show, and no address that is longer than they show", async () => {
  setEnvironment();
  vi.resetModules();
  const { findClientCard, toClientCard } = await import("./client-card.server");
  const policy_uri = "https://shop.test/privacy";
  toClientCard({ client_id: "shop", policy_uri, tos_uri: `https://shop.test/${"x".repeat(1_000_000)}` });
  const kept = await findClientCard("shop", CALLER);
  expect(kept).toEqual({ logo: undefined, policyUri: policy_uri, tosUri: undefined });
});
