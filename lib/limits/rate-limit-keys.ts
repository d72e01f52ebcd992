/** Turns what is counted into keys: addresses, networks and flows, each the same however it is written. */

import { createHmac } from "node:crypto";
import { isIPv6 } from "node:net";

/** Part of an IPv6 address that one customer is given, in 16-bit groups: a /64. */
const IPV6_CUSTOMER_GROUPS = 4;

/** Part that one site or provider is given: a /48. A single customer can change the bits below it at will. */
const IPV6_NETWORK_GROUPS = 3;

/** Of an IPv4 address, in octets: a /24. */
const IPV4_NETWORK_OCTETS = 3;

const IPV6_GROUPS = 8;

/** What stands for a client's address: IPv6 addresses of one /64 count as one. */
export function toAddressKey(address: string): string {
  const plain = toPlainAddress(address);
  return isIPv6(plain) ? toIPv6Prefix(plain, IPV6_CUSTOMER_GROUPS) : plain;
}

/** What stands for a client's network: a /24 of IPv4, a /48 of IPv6. */
export function toNetworkKey(address: string): string {
  const plain = toPlainAddress(address);
  if (isIPv6(plain)) return toIPv6Prefix(plain, IPV6_NETWORK_GROUPS);
  return plain.split(".").slice(0, IPV4_NETWORK_OCTETS).join(".");
}

function toPlainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").split("%", 1)[0] ?? "";
}

function toIPv6Prefix(address: string, groups: number): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : IPV6_GROUPS - before.length - after.length;
  return [...before, ...Array.from({ length: Math.max(zeros, 0) }, () => "0"), ...after]
    .slice(0, groups)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

const UUID_DIGITS = 32;

/** One key for every way to write a flow's id: Kratos also takes capitals, braces, `urn:uuid:`, and no dashes. */
export function toFlowKey(flow: string): string {
  return flow
    .toLowerCase()
    .replace(/[^0-9a-f]/g, "")
    .slice(-UUID_DIGITS);
}

/** Bits of a digest that are kept: far more than there are keys, and short in memory. */
const KEY_CHARACTERS = 22;

/** Keys as they are stored: no address, flow id or recipient can be read back, nor tried without the secret. */
export function toStoredKey(secret: string, key: string): string {
  return createHmac("sha256", secret)
    .update(`foyer-limit:${key}`)
    .digest("base64url")
    .slice(0, KEY_CHARACTERS);
}
