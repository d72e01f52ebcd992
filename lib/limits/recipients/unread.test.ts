import { beforeEach, expect, it, vi } from "vitest";
import { PEER_HEADER } from "@/lib/web/caller";
import { newFlow, startLimits } from "@/tests/unit/relayed-forms";

beforeEach(() => startLimits({ FOYER_RATE_LIMIT_ADDRESS_POSTS: "3", FOYER_RATE_LIMIT_FLOW_POSTS: "3" }));

const post = (address: string, flow = newFlow()) =>
  new Request(`https://id.example/self-service/recovery?flow=${flow}`, {
    method: "POST",
    headers: { [PEER_HEADER]: address },
  });

async function toStatuses(run: () => Promise<unknown>): Promise<unknown[]> {
  const statuses: unknown[] = [];
  for (let turn = 0; turn < 5; turn += 1)
    statuses.push(await run().catch((error: unknown) => Reflect.get(Object(error), "status")));
  return statuses;
}

const flow = newFlow();
let host = 0;

it.each<[string, () => Request]>([
  ["an address", () => post("10.9.8.7")],
  ["a flow", () => post(`10.9.7.${++host}`, flow)],
])("D1: forms of %s that cannot be read are counted, and the next is refused unread", async (_, make) => {
  const { readCounted, requireUnrefusedForm } = await import("./limit-relay");
  const { HttpError } = await import("@/lib/web/http-error");
  const read = vi.fn(() => {
    throw new HttpError(413, "too-large");
  });
  const attempt = async () => {
    const request = make();
    requireUnrefusedForm(request);
    await readCounted(request, read);
  };
  expect(await toStatuses(attempt)).toEqual([413, 413, 413, 429, 429]);
  expect(read).toHaveBeenCalledTimes(4);
});

it("D1: forms that need an answer of a Kratos that gives none are counted as well", async () => {
  const { readCounted, requireUnrefusedForm } = await import("./limit-relay");
  const { OryError } = await import("@/lib/ory/error");
  const read = vi.fn(() => {
    throw new OryError({ upstream: "kratos", operation: "getFlow", kind: "status", status: 503 });
  });
  const attempt = async () => {
    const request = post("10.9.6.5");
    requireUnrefusedForm(request);
    await readCounted(request, read);
  };
  expect(await toStatuses(attempt)).toEqual([503, 503, 503, 429, 429]);
  expect(read).toHaveBeenCalledTimes(4);
});
