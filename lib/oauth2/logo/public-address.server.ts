/** Which addresses are nobody's own network: logos are read from there alone (server-side request forgery). */

import { Resolver } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * What is not for the internet's use.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const SPECIAL_IPV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Of what is global unicast: documentation, and what carries an IPv4 address inside, wherever that leads. */
const SPECIAL_IPV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const special = new BlockList();
for (const subnet of SPECIAL_IPV4) add(special, subnet, "ipv4");
for (const subnet of SPECIAL_IPV6) add(special, subnet, "ipv6");

/** All of IPv6 that is on the internet today; mapped, translated, local and unassigned addresses are outside of it. */
const globalUnicast = new BlockList();
add(globalUnicast, "2000::/3", "ipv6");

function add(list: BlockList, subnet: string, family: "ipv4" | "ipv6"): void {
  const [network = "", bits] = subnet.split("/");
  list.addSubnet(network, Number(bits), family);
}

/** @param address an IP address in its usual form, without brackets */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, "ipv4");
  return version === 6 && globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
}

/** By DNS itself: the system's look-ups share a few threads with those of Kratos, Hydra and Redis, and cannot be given up. */
const resolver = new Resolver({ timeout: 1000, tries: 2 });

/**
 * A look-up for connections to public addresses alone: what it finds is what is connected to, so that a name cannot lead
 * elsewhere the second time. One address that is not public refuses the name.
 */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  void resolve(hostname).then((addresses) => {
    const [first] = addresses;
    const isPublic = first !== undefined && addresses.every(({ address }) => isPublicAddress(address));
    if (!isPublic) callback(new Error("the name leads to no address that is public"), "", 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

async function resolve(hostname: string): Promise<{ address: string; family: number }[]> {
  const family = isIP(hostname);
  if (family !== 0) return [{ address: hostname, family }];
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const toAddresses = (found: typeof four, of: 4 | 6) =>
    found.status === "fulfilled" ? found.value.map((address) => ({ address, family: of })) : [];
  return [...toAddresses(four, 4), ...toAddresses(six, 6)];
}
