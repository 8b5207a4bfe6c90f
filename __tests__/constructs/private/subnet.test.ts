import { parseSubnet } from "../../../constructs/private/subnet";

describe("parseSubnet", () => {
  it.each([
    ["172.16.90.0/24", "172.16.90.1"],
    ["10.0.0.0/8", "10.0.0.1"],
    ["192.168.1.16/28", "192.168.1.17"],
  ])("gives the first address of %s to the host", (subnet, gateway) => {
    expect(parseSubnet(subnet)).toEqual({ gateway });
  });

  it.each([
    "",
    "172.16.90.0",
    "172.16.90.1/24",
    "172.16.90.0/7",
    "172.16.90.0/29",
    "256.0.0.0/8",
    "fd00::/64",
    "1.2.3.0/24/1",
  ])("does not take %j for a network", (subnet) => {
    expect(parseSubnet(subnet)).toBeUndefined();
  });
});
