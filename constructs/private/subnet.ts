/** An IPv4 network, and the address that its host has in it. */
export interface Subnet {
  /** The first address of the network that a machine can have. */
  readonly gateway: string;
}

const toNumber = (octets: readonly number[]) => octets.reduce((sum, octet) => sum * 256 + octet, 0);
const toAddress = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");

/** Reads `172.16.90.0/24`; undefined unless it is the first address of a network of /8 to /28. */
export function parseSubnet(subnet: string): Subnet | undefined {
  const [address = "", length = "", ...rest] = subnet.split("/");
  const octets = address.split(".");
  const isAddress = octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
  const bits = Number(length);
  if (rest.length > 0 || !isAddress || !/^\d+$/.test(length) || bits < 8 || bits > 28) return undefined;
  const first = toNumber(octets.map(Number));
  return first % 2 ** (32 - bits) === 0 ? { gateway: toAddress(first + 1) } : undefined;
}
