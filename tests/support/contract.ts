/** The `test` of contract tests: Foyer in production mode between recording stubs, kept for the files that share it. */

import { test as base, expect } from "@playwright/test";
import { type FoyerEnv, type RunningFoyer, startFoyer } from "./foyer";
import { findUnhandled } from "./foyer-log";
import { Kept } from "./kept";
import { fetchRaw, type RawAnswer, type RawRequest } from "./raw-http";
import { toHydraAnswers } from "./stub-hydra";
import { toKratosAnswers } from "./stub-kratos";
import { json, type StubUpstream, startStubUpstream } from "./stub-upstream";

/** Where the stub Hydra says its public address is; nobody goes there. */
export const ISSUER = "https://hydra.example";

export interface Contract {
  foyer: RunningFoyer;
  kratos: StubUpstream;
  kratosAdmin: StubUpstream;
  hydra: StubUpstream;
  /** A server that nothing should ever talk to. */
  canary: StubUpstream;
  /** One raw request to Foyer. */
  get(target: string, options?: RawRequest): Promise<RawAnswer>;
}

interface TestFixtures {
  /** More environment for Foyer, `{foyer}` for its address; files with equal ones share a process. */
  foyerEnv: FoyerEnv;
  contract: Contract;
  cleanStubs: undefined;
}

interface WorkerFixtures {
  contracts: Kept<FoyerEnv, RunningContract>;
}

interface RunningContract extends Contract {
  stop(): Promise<void>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  contracts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const contracts = new Kept(startContract, (contract) => contract.stop(), JSON.stringify);
      await use(contracts);
      await contracts.endAll();
    },
    { scope: "worker" },
  ],
  foyerEnv: [{}, { option: true }],
  contract: async ({ contracts, foyerEnv }, use) => use(await contracts.get(foyerEnv)),
  cleanStubs: [
    async ({ contract }, use) => {
      const { kratos, kratosAdmin, hydra, canary } = contract;
      for (const stub of [kratos, kratosAdmin, hydra, canary]) stub.reset();
      await use(undefined);
    },
    { auto: true },
  ],
});

async function startContract(foyerEnv: FoyerEnv): Promise<RunningContract> {
  let foyerUrl = "";
  const [kratosAdmin, canary, hydra] = await Promise.all([
    startStubUpstream(json(200, { admin: true })),
    startStubUpstream(json(200, { canary: true }), { countsAll: true }),
    startStubUpstream(toHydraAnswers(ISSUER)),
  ]);
  const kratos = await startStubUpstream((request, response) =>
    toKratosAnswers(foyerUrl, kratosAdmin.url)(request, response),
  );
  const foyer = await startFoyer((url) => {
    foyerUrl = url;
    return {
      KRATOS_PUBLIC_URL: kratos.url,
      KRATOS_ADMIN_URL: kratosAdmin.url,
      HYDRA_ADMIN_URL: hydra.url,
      HYDRA_PUBLIC_URL: ISSUER,
      // The tables of hostile posts all come from one address; the limits have tests of their own.
      FOYER_RATE_LIMIT: "false",
      // They ask the servers a while after the start, in the middle of whatever test then runs.
      FOYER_START_CHECKS: "false",
      ...withAddress(foyerEnv, url),
    };
  });
  const stop = async () => {
    const unhandled = findUnhandled(await foyer.log());
    await foyer.stop();
    await Promise.all([kratos, kratosAdmin, hydra, canary].map((stub) => stub.stop()));
    expect(unhandled, "lines of what was thrown to nobody").toEqual([]);
  };
  const get: Contract["get"] = (target, options) => fetchRaw(foyer.port, target, options);
  return { foyer, kratos, kratosAdmin, hydra, canary, get, stop };
}

function withAddress(env: FoyerEnv, url: string): FoyerEnv {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replaceAll("{foyer}", url)]),
  );
}

export { expect };
