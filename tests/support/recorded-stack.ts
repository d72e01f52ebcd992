/** A stack whose Foyer talks to Kratos and to Hydra's admin API through recording proxies; shared by the files that use it. */

import { type RecordingProxy, startRecordingProxy } from "./recording-proxy";
import type { Stack } from "./test";

let proxies: { kratos: RecordingProxy; hydra: RecordingProxy } | undefined;

/** The very same object in each file, so that they share one stack a worker. */
export const RECORDED_STACK = {
  async foyerEnv(urls: Stack["urls"]): Promise<Record<string, string>> {
    proxies = {
      kratos: await startRecordingProxy(urls.kratosPublic),
      hydra: await startRecordingProxy(urls.hydraAdmin),
    };
    return {
      KRATOS_PUBLIC_URL: proxies.kratos.url,
      HYDRA_ADMIN_URL: proxies.hydra.url,
      TRUSTED_CLIENT_IDS: "trusted-app",
    };
  },
};

/** The proxies of this worker's stack, emptied. @throws before the stack was started */
export function getProxies(): { kratos: RecordingProxy; hydra: RecordingProxy } {
  if (!proxies) throw new Error("The file does not use RECORDED_STACK.");
  proxies.kratos.clear();
  proxies.hydra.clear();
  return proxies;
}
