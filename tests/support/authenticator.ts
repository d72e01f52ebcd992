/** A security key or passkey provider in Chromium, by the DevTools protocol: real ceremonies without hardware. */

import type { CDPSession, Page } from "@playwright/test";

export interface Authenticator {
  /** How many credentials it holds. */
  count(): Promise<number>;
  /** Whether it answers by itself, as if a finger lay on it. */
  setTouch(isTouched: boolean): Promise<void>;
}

/** Adds an authenticator to the page's browser; with resident keys it can hold passkeys. */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
  const client: CDPSession = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    count: async () =>
      (await client.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    setTouch: async (enabled) => {
      await client.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
  };
}
