/** A security key or passkey provider in Chromium, by the DevTools protocol: real ceremonies without hardware. */

import type { CDPSession, Page } from "@playwright/test";

export interface Authenticator {
  /** How many credentials it holds. */
  count(): Promise<number>;
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
    count: async () => (await client.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  };
}

/**
 * A browser that suggests no passkeys of its own accord. The authenticator above needs no finger, so a suggestion
 * would sign a person in before a test can press anything.
 */
export async function withoutSuggestions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}
