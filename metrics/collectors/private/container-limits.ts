import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a container may use, and uses; undefined where nothing limits it. */
export interface ContainerLimits {
  /** Bytes, without the page cache that the kernel can take back at any time. */
  readonly memory: { readonly total: number; readonly used: number } | undefined;
  readonly cpu: ContainerCpu | undefined;
}

/** The processor time of a container since it started. */
export interface ContainerCpu {
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

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

function numberIn(path: string): number | undefined {
  const text = textOf(path);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The number after a name, in a file of lines with a name and a number. */
function fieldOf(path: string, name: string): number | undefined {
  const [, digits] = new RegExp(`^${name} (\\d+)$`, "m").exec(textOf(path) ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function memoryOf(
  limit: number | undefined,
  usage: number | undefined,
  cache: number | undefined,
): ContainerLimits["memory"] {
  if (limit === undefined || usage === undefined || limit >= NO_LIMIT) return undefined;
  return { total: limit, used: Math.min(limit, Math.max(0, usage - (cache ?? 0))) };
}

function version2(root: string): ContainerLimits {
  const [, quota, period] = /^(\d+) (\d+)$/.exec(textOf(join(root, "cpu.max")) ?? "") ?? [];
  const user = fieldOf(join(root, "cpu.stat"), "user_usec");
  const system = fieldOf(join(root, "cpu.stat"), "system_usec");
  const limited = Number(quota) > 0 && Number(period) > 0 && user !== undefined && system !== undefined;
  return {
    memory: memoryOf(
      numberIn(join(root, "memory.max")),
      numberIn(join(root, "memory.current")),
      fieldOf(join(root, "memory.stat"), "inactive_file"),
    ),
    cpu: limited ? { cores: Number(quota) / Number(period), user: user / 1_000, system: system / 1_000 } : undefined,
  };
}

function version1(root: string): ContainerLimits {
  // Without a quota it is -1.
  const quota = numberIn(join(root, "cpu", "cpu.cfs_quota_us"));
  const period = numberIn(join(root, "cpu", "cpu.cfs_period_us"));
  const user = fieldOf(join(root, "cpuacct", "cpuacct.stat"), "user");
  const system = fieldOf(join(root, "cpuacct", "cpuacct.stat"), "system");
  return {
    memory: memoryOf(
      numberIn(join(root, "memory", "memory.limit_in_bytes")),
      numberIn(join(root, "memory", "memory.usage_in_bytes")),
      fieldOf(join(root, "memory", "memory.stat"), "total_inactive_file"),
    ),
    cpu:
      quota && period && user !== undefined && system !== undefined
        ? { cores: quota / period, user: user * MILLISECONDS_PER_TICK, system: system * MILLISECONDS_PER_TICK }
        : undefined,
  };
}

/**
 * What limits the container that this process runs in, from the control groups of the kernel, version 2 or 1. Inside a
 * container its own group is the root of what it sees.
 *
 * @param root where the control groups are mounted: `/sys/fs/cgroup`
 */
export const readContainerLimits = (root: string): ContainerLimits =>
  textOf(join(root, "cgroup.controllers")) === undefined ? version1(root) : version2(root);
