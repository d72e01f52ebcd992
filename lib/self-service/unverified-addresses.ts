/** Tells which of an account's addresses its person can still show to be theirs on the verification page. */

interface Address {
  value?: string;
  verified?: boolean;
  via?: unknown;
}

/**
 * Kratos' verification page asks for an e-mail address, whatever else a schema lets verify: a phone number's code belongs to
 * the one flow that Kratos made when the number was saved, and no page can ask for another.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/code/strategy_verification.go
 */
export function listUnverified<A extends Address>(
  addresses: readonly (A | undefined)[] | undefined,
): (A & { value: string })[] {
  return (addresses ?? []).filter(
    (address): address is A & { value: string } =>
      Boolean(address?.value) && address?.verified === false && address.via !== "sms",
  );
}
