import { cpus, freemem, totalmem, type CpuInfo } from "node:os";
import type { LabelledGauge } from "../handles";
import { readContainerCpu, readContainerMemory, type ContainerCpu } from "./private/container-limits";
import type { ControlGroups } from "./private/control-groups";

/** Where Linux shows what limits a container or a service. */
export const CONTROL_GROUPS: ControlGroups = { root: "/sys/fs/cgroup", own: "/proc/self/cgroup" };

/** Percent of all cores that may be used, which add up to 100. */
export interface CpuUse {
  readonly user: number;
  readonly system: number;
  readonly idle: number;
}

/** The least time between two readings that are compared, in milliseconds. */
const LEAST_INTERVAL = 5_000;

interface CpuTimes {
  readonly user: number;
  readonly system: number;
  readonly idle: number;
}

function cpuTimes(cores: readonly CpuInfo[]): CpuTimes {
  const total = { user: 0, system: 0, idle: 0 };
  for (const { times } of cores) {
    total.user += times.user + times.nice;
    total.system += times.sys + times.irq;
    total.idle += times.idle;
  }
  return total;
}

/** The time that a container's cores were in use, and the time that they could have been besides. */
const containerTimes = ({ cores, user, system }: ContainerCpu, now: number): CpuTimes => ({
  user,
  system,
  idle: cores * now - user - system,
});

function useBetween(earlier: CpuTimes, later: CpuTimes): CpuUse | undefined {
  const user = later.user - earlier.user;
  const system = later.system - earlier.system;
  // The kernel lets a container catch up on a quota that it left unused.
  const idle = Math.max(0, later.idle - earlier.idle);
  const all = user + system + idle;
  if (all <= 0) return undefined;
  return { user: (100 * user) / all, system: (100 * system) / all, idle: (100 * idle) / all };
}

/** Where readings come from that no quota limits. */
const MACHINE = "machine";

/**
 * The use of the cores since the reading before: of the machine's, or, in a container with a quota, of those that the quota
 * allows. A reading is taken at most every 5 seconds, and those who ask in between see the same numbers: a second scraper
 * shortens nobody's interval to nothing. The first numbers are those since the machine started; in a container they wait
 * for the second reading.
 */
export class CpuMeter {
  private times: CpuTimes;
  private readAt: number;
  private latest: CpuUse | undefined;
  private source: string;

  /** @param now milliseconds, from a clock that never goes back */
  constructor(
    private readonly now: () => number,
    private readonly controlGroups: ControlGroups,
  ) {
    this.readAt = now();
    ({ times: this.times, source: this.source } = this.reading(this.readAt));
    if (this.source === MACHINE) this.latest = useBetween({ user: 0, system: 0, idle: 0 }, this.times);
  }

  /** Undefined where the machine does not tell. */
  read(): CpuUse | undefined {
    const now = this.now();
    if (now - this.readAt < LEAST_INTERVAL) return this.latest;
    const { times, source } = this.reading(now);
    // A quota that was set, changed or lifted since makes the two readings incomparable.
    if (source === this.source) this.latest = useBetween(this.times, times) ?? this.latest;
    this.times = times;
    this.source = source;
    this.readAt = now;
    return this.latest;
  }

  private reading(now: number): { readonly times: CpuTimes; readonly source: string } {
    const cpu = readContainerCpu(this.controlGroups);
    const machine = cpus();
    // A quota above what the machine has limits nothing. What Node calls the available parallelism is no measure of the
    // machine: newer versions of Node take the quota itself for it.
    if (cpu === undefined || cpu.cores >= machine.length) return { times: cpuTimes(machine), source: MACHINE };
    return { times: containerTimes(cpu, now), source: `${cpu.cores} cores of ${cpu.group}` };
  }
}

/** Total and used memory in bytes: of the container, where it has a limit below the machine's, or of the machine. */
function memoryUse(controlGroups: ControlGroups): { readonly total: number; readonly used: number } {
  const machine = totalmem();
  const memory = readContainerMemory(controlGroups);
  return memory !== undefined && memory.total < machine ? memory : { total: machine, used: machine - freemem() };
}

/**
 * Exposes the memory and the use of the cores, read at each scrape: of the container, as far as it is limited, or of the
 * machine.
 */
export function collectSystem(
  memory: LabelledGauge<"type">,
  cpu: LabelledGauge<"type">,
  now: () => number,
  controlGroups = CONTROL_GROUPS,
): void {
  const meter = new CpuMeter(now, controlGroups);
  memory.collect(() => {
    const { total, used } = memoryUse(controlGroups);
    memory.set({ type: "total" }, total);
    memory.set({ type: "used" }, used);
    memory.set({ type: "free" }, total - used);
  });
  cpu.collect(() => {
    const use = meter.read();
    if (use === undefined) return;
    cpu.set({ type: "user" }, use.user);
    cpu.set({ type: "system" }, use.system);
    cpu.set({ type: "idle" }, use.idle);
  });
}
