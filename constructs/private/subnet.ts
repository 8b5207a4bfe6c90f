import type { Problem } from "./problems";

/** An IPv4 network, and the address that its host has in it. */
export interface Subnet {
  /** The first address of the network that a machine can have. */
  readonly gateway: string;
}

const toNumber = (octets: readonly number[]) => octets.reduce((sum, octet) => sum * 256 + octet, 0);
const toAddress = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");

/** What is wrong with a subnet. */
export function subnetProblems(option: string, subnet: string): Problem[] {
  if (parseSubnet(subnet) !== undefined) return [];
  const network = networkOf(subnet);
  const fix = network === undefined ? "" : `, which is an address within ${network}: write that`;
  return [`${option} must be an IPv4 network of /8 to /28 such as 172.16.90.0/24: received "${subnet}"${fix}`];
}

/** Whether two networks share addresses; never where one of them is no network. */
export function doSubnetsOverlap(one: string, other: string): boolean {
  const [first, second] = [readSubnet(one), readSubnet(other)];
  if (first === undefined || second === undefined) return false;
  const size = 2 ** (32 - Math.min(first.bits, second.bits));
  return Math.floor(first.address / size) === Math.floor(second.address / size);
}

/** The network that an address with a length lies in. */
function networkOf(subnet: string): string | undefined {
  const read = readSubnet(subnet);
  if (read === undefined) return undefined;
  const size = 2 ** (32 - read.bits);
  return `${toAddress(Math.floor(read.address / size) * size)}/${read.bits}`;
}

/** Reads `172.16.90.0/24`; undefined unless it is the first address of a network of /8 to /28. */
export function parseSubnet(subnet: string): Subnet | undefined {
  const read = readSubnet(subnet);
  return read === undefined || networkOf(subnet) !== subnet ? undefined : { gateway: toAddress(read.address + 1) };
}

/** An address and the length of its network, of /8 to /28. */
function readSubnet(subnet: string): { readonly address: number; readonly bits: number } | undefined {
  const [address = "", length = "", ...rest] = subnet.split("/");
  const octets = address.split(".");
  const isAddress = octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
  const bits = Number(length);
  if (rest.length > 0 || !isAddress || !/^\d+$/.test(length) || bits < 8 || bits > 28) return undefined;
  return { address: toNumber(octets.map(Number)), bits };
}
