/** How many of a stranger's cookies are opened: each costs a key derivation. */

import { beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const { unseal } = vi.hoisted(() => ({
  unseal: vi.fn(async (_sealed: string, _place: string) => undefined),
}));
vi.mock("@/lib/web/cookies/seal", () => ({ seal: vi.fn(), unseal }));

beforeEach(() => setEnvironment());

it("D1: of any number of pending sign-ins the newest sixteen are opened", async () => {
  const { readAllPendingRequests } = await import("./pending-request.server");
  const names = Array.from({ length: 600 }, (_, index) => `__Host-foyer-login-${index}=sealed-${index}`);
  const request = new Request("https://id.example/login", { headers: { cookie: names.join("; ") } });
  await readAllPendingRequests(request);
  const opened = unseal.mock.calls.map(([sealed]) => sealed);
  expect(opened).toEqual(Array.from({ length: 16 }, (_, index) => `sealed-${584 + index}`));
});
