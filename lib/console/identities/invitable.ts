/** Where an invitation can be mailed to. */

import type { IdentityDetails } from "./view";

/** Addresses that Kratos recovers the account by; a link is mailed to no telephone. */
export function toInvitable({ recoveryAddresses }: Pick<IdentityDetails, "recoveryAddresses">): string[] {
  return recoveryAddresses.filter((address) => address.includes("@"));
}
