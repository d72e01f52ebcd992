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
  const [plain = ""] = address.split("%", 1);
  return (isIPv6(plain) && toEmbeddedIPv4(toIPv6Groups(plain))) || plain;
}

/**
 * Prefixes of 96 bits behind which an IPv4 address stands: mapped (RFC 4291), translated (RFC 2765), NAT64 (RFC 6052). By
 * their first groups everybody who comes by IPv4 would count as one.
 */
const EMBEDDING: ReadonlySet<string> = new Set(["0:0:0:0:0:ffff", "0:0:0:0:ffff:0", "64:ff9b:0:0:0:0"]);

/** A network's own translators have this /48, in which their prefix may be of any length (RFC 8215). */
const LOCAL_EMBEDDING = "64:ff9b:1";

function toEmbeddedIPv4(groups: string[]): string | undefined {
  const bytes = groups.map((group) => Number.parseInt(group, 16)).flatMap((bits) => [bits >> 8, bits & 0xff]);
  if (EMBEDDING.has(groups.slice(0, -2).join(":"))) return bytes.slice(-4).join(".");
  if (groups.slice(0, 3).join(":") !== LOCAL_EMBEDDING) return undefined;
  return toPlaces(bytes.findLastIndex((byte) => byte !== 0))
    .map((at) => bytes[at])
    .join(".");
}

/** Where the four bytes stand behind a prefix of 96, 64, 56 or 48 bits (RFC 6052 §2.2): nothing but zeros follows them. */
function toPlaces(last: number): number[] {
  if (last > 12) return [12, 13, 14, 15];
  if (last === 12) return [9, 10, 11, 12];
  return last === 11 ? [7, 9, 10, 11] : [6, 7, 9, 10];
}

/** The eight groups of an address, each without zeros before it. */
function toIPv6Groups(address: string): string[] {
  const { hostname } = new URL(`http://[${address}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: IPV6_GROUPS - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after];
}

function toIPv6Prefix(address: string, groups: number): string {
  return toIPv6Groups(address).slice(0, groups).join(":");
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
