import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAddressKey, toFlowKey, toNetworkKey, toStoredKey } from "./rate-limit-keys";

describe("toAddressKey", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["2001:db8:1:2:3:4:203.0.113.7", "2001:db8:1:2"],
    ["not an address", "not an address"],
  ])("%s counts as %s", (address, key) => {
    expect(toAddressKey(address)).toBe(key);
  });

  it("one IPv6 network has one key, whatever its hosts are", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (!/^[0-9a-f:]+$/i.test(address)) return;
        expect(toAddressKey(address).split(":")).toHaveLength(4);
      }),
    );
  });
});

it.each([
  "::FFFF:203.0.113.7",
  "::ffff:cb00:7107",
  "0:0:0:0:0:ffff:203.0.113.7",
  "::ffff:0:203.0.113.7",
  "64:ff9b::203.0.113.7",
  "0064:FF9B::cb00:7107%eth0",
  "64:ff9b:1::203.0.113.7",
  "64:ff9b:1:abcd:0:1:cb00:7107",
  "64:ff9b:1:abcd:cb:71:700::",
  "64:ff9b:1:abcb:0:7107::",
  "64:ff9b:1:cb00:71:700::",
])("D5, D6: %s is an address of IPv4 and its network, shares neither with the rest of IPv4", (address) => {
  expect([toAddressKey(address), toNetworkKey(address)]).toEqual(["203.0.113.7", "203.0.113"]);
});

describe("toNetworkKey", () => {
  it.each([
    ["203.0.113.7", "203.0.113"],
    ["::ffff:203.0.113.7", "203.0.113"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1"],
    ["2001:db8::1", "2001:db8:0"],
    ["not an address", "not an address"],
  ])("D5: %s is one of the network %s", (address, key) => {
    expect(toNetworkKey(address)).toBe(key);
  });
});

describe("toFlowKey", () => {
  const flow = "9b975973-95eb-4561-928d-09e675fb242a";

  it.each([flow.toUpperCase(), `{${flow}}`, `urn:uuid:${flow}`, flow.replaceAll("-", ""), ` ${flow}`])(
    "F13: %j is no other flow",
    (written) => {
      expect(toFlowKey(written)).toBe(toFlowKey(flow));
    },
  );

  it("another flow has another key", () => {
    expect(toFlowKey(flow.replace("9b", "9c"))).not.toBe(toFlowKey(flow));
  });
});

it("L1: stored keys tell neither the address nor the flow", () => {
  expect(toStoredKey("a secret", "203.0.113.7")).not.toContain("203");
  expect(toStoredKey("a secret", "203.0.113.7")).not.toBe(toStoredKey("another", "203.0.113.7"));
});
