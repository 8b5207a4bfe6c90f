import { doSubnetsOverlap, parseSubnet, subnetProblems } from "../../../constructs/private/subnet";

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

describe("subnetProblems", () => {
  const allowed = "subnet must be an IPv4 network of /8 to /28 such as 172.16.90.0/24";

  it("finds nothing wrong with a network", () => {
    expect(subnetProblems("subnet", "172.16.90.0/24")).toEqual([]);
  });

  it.each([
    ["172.16.90.5/24", "172.16.90.0/24"],
    ["192.168.1.17/28", "192.168.1.16/28"],
    ["10.1.0.0/8", "10.0.0.0/8"],
  ])("says of the address %s which network it lies in", (subnet, network) => {
    expect(subnetProblems("subnet", subnet)).toEqual([
      `${allowed}: received "${subnet}", which is an address within ${network}: write that`,
    ]);
  });

  it.each(["172.16.90.0", "172.16.90.0/29", "fd00::/64"])("says what is allowed in place of %s", (subnet) => {
    expect(subnetProblems("subnet", subnet)).toEqual([`${allowed}: received "${subnet}"`]);
  });
});

describe("doSubnetsOverlap", () => {
  it.each([
    ["172.16.90.0/24", "172.16.90.0/24", true],
    ["172.16.0.0/16", "172.16.90.0/24", true],
    ["172.16.90.128/25", "172.16.90.0/24", true],
    ["172.16.90.0/25", "172.16.90.128/25", false],
    ["172.16.90.0/24", "172.16.91.0/24", false],
    ["fd00::/64", "fd00::/64", false],
  ])("of %s and %s is %s", (one, other, overlap) => {
    expect(doSubnetsOverlap(one, other)).toBe(overlap);
    expect(doSubnetsOverlap(other, one)).toBe(overlap);
  });
});
