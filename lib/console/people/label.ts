/** What an identity is called in a list: an address where it has one, else a name, else its id. */

import { isRecord, read, readList, readString } from "@/lib/json";
import { toShortName } from "../visible";

/** Names of traits that schemas commonly use for something by which people know each other. */
const TRAITS = ["email", "username", "phone", "phone_number", "login", "handle"];

/** @param identity of Kratos' admin API; lists leave its addresses out, so its traits are looked at too */
export function toPersonLabel(identity: unknown): string {
  const found =
    findAddress(identity) ?? findTrait(read(identity, "traits")) ?? readString(identity, "id") ?? "";
  return toShortName(found);
}

/**
 * An address that Kratos can reach the person at: a mail address before others, then the one that comes first in their traits.
 * Kratos lists addresses in no order of its own, and each time another.
 */
function findAddress(identity: unknown): string | undefined {
  const traits = (JSON.stringify(read(identity, "traits")) ?? "").toLowerCase();
  /** Where it stands in the traits; behind all others where Kratos keeps it in another spelling. */
  const toPlace = (value: string) => {
    const at = traits.indexOf(JSON.stringify(value).toLowerCase());
    return at < 0 ? traits.length : at;
  };
  const known = [...readList(identity, "verifiable_addresses"), ...readList(identity, "recovery_addresses")];
  const values = known.flatMap((address) => readString(address, "value") || []).toSorted();
  const mail = values.filter((value) => value.includes("@"));
  return (mail.length > 0 ? mail : values).toSorted((left, right) => toPlace(left) - toPlace(right))[0];
}

function findTrait(traits: unknown): string | undefined {
  const named = TRAITS.map((name) => readString(traits, name)).find(Boolean);
  if (named || !isRecord(traits)) return named;
  const texts = Object.values(traits).filter((value): value is string => typeof value === "string");
  return texts.find((text) => /^[^\s@]+@\S+$/.test(text)) ?? findName(traits.name) ?? texts[0];
}

function findName(name: unknown): string | undefined {
  if (typeof name === "string") return name || undefined;
  const parts = [readString(name, "first"), readString(name, "last")].filter(Boolean);
  return parts.length > 0 ? parts.join(" ") : undefined;
}
