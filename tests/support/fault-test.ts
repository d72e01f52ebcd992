/** The `test` of the fault tests: a stack whose Foyer reaches Kratos and Hydra through a proxy that can break. */

import { FaultProxy } from "./fault-proxy";
import { test as base, type StackOptions } from "./test";

export interface Faults {
  /** Between Foyer and Kratos' public API. */
  kratos: FaultProxy;
  /** Between Foyer and Hydra's admin API. */
  hydra: FaultProxy;
}

export const test = base.extend<{ healed: undefined }, { faults: Faults; betweenFaults: StackOptions }>({
  faults: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const faults = { kratos: await FaultProxy.start(), hydra: await FaultProxy.start() };
      await use(faults);
      await Promise.all([faults.kratos.refuse(), faults.hydra.refuse()]);
    },
    { scope: "worker" },
  ],
  betweenFaults: [
    async ({ faults }, use) => {
      await use({
        foyerEnv: ({ kratosPublic, hydraAdmin }) => {
          faults.kratos.target = kratosPublic;
          faults.hydra.target = hydraAdmin;
          return {
            KRATOS_PUBLIC_URL: faults.kratos.url,
            HYDRA_ADMIN_URL: faults.hydra.url,
            // As short as what runs no operator's code: a fault is seen in seconds.
            FOYER_WRITE_TIMEOUT_MS: "4000",
          };
        },
      });
    },
    { scope: "worker" },
  ],
  stackOptions: async ({ betweenFaults }, use) => use(betweenFaults),
  healed: [
    async ({ faults }, use) => {
      for (const proxy of Object.values(faults)) {
        proxy.heal();
        proxy.clear();
      }
      await use(undefined);
    },
    { auto: true },
  ],
});

export { expect } from "./test";
