import { join } from "node:path";
import { groupFolders, textOf, type ControlGroups } from "./control-groups";

/** The memory that a control group may use, and uses. */
export interface ContainerMemory {
  /** Bytes. */
  readonly total: number;
  /** Bytes, without the page cache that the kernel can take back at any time. */
  readonly used: number;
}

/** The processor time of a control group since it began. */
export interface ContainerCpu {
  /** The folder of the group. */
  readonly group: string;
  /** How many cores it may use; fractions count. */
  readonly cores: number;
  /** Milliseconds of all cores together. */
  readonly user: number;
  readonly system: number;
}

/** The kernel's own clock of `cpuacct.stat`, which is 100 a second on every platform that Node runs on. */
const MILLISECONDS_PER_TICK = 10;

/** More than any machine has: version 1 says "no limit" with a number like this. */
const NO_LIMIT = 2 ** 60;

function numberIn(path: string): number | undefined {
  const text = textOf(path);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The number after a name, in a file of lines with a name and a number. */
function fieldOf(path: string, name: string): number | undefined {
  const [, digits] = new RegExp(`^${name} (\\d+)$`, "m").exec(textOf(path) ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

const isVersion2 = ({ root }: ControlGroups): boolean => textOf(join(root, "cgroup.controllers")) !== undefined;

interface Limited {
  readonly group: string;
  readonly limit: number;
}

/** The group with the lowest limit: the innermost one of several. */
function lowest(groups: readonly string[], limitOf: (group: string) => number | undefined): Limited | undefined {
  return groups.reduce<Limited | undefined>((lowestYet, group) => {
    const limit = limitOf(group);
    return limit === undefined || (lowestYet !== undefined && lowestYet.limit <= limit) ? lowestYet : { group, limit };
  }, undefined);
}

/** The memory of the control group that limits this process; undefined where none does. */
export function readContainerMemory(controlGroups: ControlGroups): ContainerMemory | undefined {
  const [limitFile, useFile, cacheField, groups] = isVersion2(controlGroups)
    ? (["memory.max", "memory.current", "inactive_file", groupFolders(controlGroups)] as const)
    : ([
        "memory.limit_in_bytes",
        "memory.usage_in_bytes",
        "total_inactive_file",
        groupFolders(controlGroups, "memory"),
      ] as const);
  const limited = lowest(groups, (group) => numberIn(join(group, limitFile)));
  if (limited === undefined || limited.limit >= NO_LIMIT) return undefined;
  const { group, limit } = limited;
  const use = numberIn(join(group, useFile));
  if (use === undefined) return undefined;
  const cache = fieldOf(join(group, "memory.stat"), cacheField) ?? 0;
  return { total: limit, used: Math.min(limit, Math.max(0, use - cache)) };
}

function coresOf2(group: string): number | undefined {
  const [, quota, period] = /^(\d+) (\d+)$/.exec(textOf(join(group, "cpu.max")) ?? "") ?? [];
  return Number(quota) > 0 && Number(period) > 0 ? Number(quota) / Number(period) : undefined;
}

function coresOf1(group: string): number | undefined {
  // Without a quota it is -1.
  const quota = numberIn(join(group, "cpu.cfs_quota_us"));
  const period = numberIn(join(group, "cpu.cfs_period_us"));
  return quota && period ? quota / period : undefined;
}

/** The times of a group, in milliseconds; undefined where the kernel does not tell. */
function times(file: string, names: readonly [user: string, system: string], milliseconds: number) {
  const [user, system] = names.map((name) => fieldOf(file, name));
  return user === undefined || system === undefined
    ? undefined
    : { user: user * milliseconds, system: system * milliseconds };
}

function cpuOf2(controlGroups: ControlGroups): ContainerCpu | undefined {
  const limited = lowest(groupFolders(controlGroups), coresOf2);
  if (limited === undefined) return undefined;
  const { group, limit: cores } = limited;
  const used = times(join(group, "cpu.stat"), ["user_usec", "system_usec"], 1 / 1_000);
  return used && { group, cores, ...used };
}

function cpuOf1(controlGroups: ControlGroups): ContainerCpu | undefined {
  const groups = groupFolders(controlGroups, "cpu");
  const limited = lowest(groups, coresOf1);
  if (limited === undefined) return undefined;
  const { group, limit: cores } = limited;
  // The times are those of the same group, which another controller counts.
  const counted = groupFolders(controlGroups, "cpu", "cpuacct")[groups.indexOf(group)] as string;
  const used = times(join(counted, "cpuacct.stat"), ["user", "system"], MILLISECONDS_PER_TICK);
  return used && { group, cores, ...used };
}

/** The cores of the control group that limits this process, and their use; undefined where none does. */
export const readContainerCpu = (controlGroups: ControlGroups): ContainerCpu | undefined =>
  isVersion2(controlGroups) ? cpuOf2(controlGroups) : cpuOf1(controlGroups);
