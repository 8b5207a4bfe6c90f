import { cpus, freemem, totalmem } from "node:os";
import type { LabelledGauge } from "../handles";

/** Percent of all cores, which add up to 100. */
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

function cpuTimes(): CpuTimes {
  const total = { user: 0, system: 0, idle: 0 };
  for (const { times } of cpus()) {
    total.user += times.user + times.nice;
    total.system += times.sys + times.irq;
    total.idle += times.idle;
  }
  return total;
}

function useBetween(earlier: CpuTimes, later: CpuTimes): CpuUse | undefined {
  const user = later.user - earlier.user;
  const system = later.system - earlier.system;
  const idle = later.idle - earlier.idle;
  const all = user + system + idle;
  if (all <= 0) return undefined;
  return { user: (100 * user) / all, system: (100 * system) / all, idle: (100 * idle) / all };
}

/**
 * The use of the machine's cores since the reading before. A reading is taken at most every 5 seconds, and those who ask
 * in between see the same numbers: a second scraper shortens nobody's interval to nothing. The first numbers are those
 * since the machine started.
 */
export class CpuMeter {
  private times = cpuTimes();
  private readAt: number;
  private latest = useBetween({ user: 0, system: 0, idle: 0 }, this.times);

  /** @param now milliseconds, from a clock that never goes back */
  constructor(private readonly now: () => number) {
    this.readAt = now();
  }

  /** Undefined where the machine does not tell. */
  read(): CpuUse | undefined {
    const now = this.now();
    if (now - this.readAt < LEAST_INTERVAL) return this.latest;
    const times = cpuTimes();
    this.latest = useBetween(this.times, times) ?? this.latest;
    this.times = times;
    this.readAt = now;
    return this.latest;
  }
}

/** Exposes the machine's memory and the use of its cores, read at each scrape. */
export function collectSystem(memory: LabelledGauge<"type">, cpu: LabelledGauge<"type">, now: () => number): void {
  const meter = new CpuMeter(now);
  memory.collect(() => {
    const total = totalmem();
    const free = freemem();
    memory.set({ type: "total" }, total);
    memory.set({ type: "used" }, total - free);
    memory.set({ type: "free" }, free);
  });
  cpu.collect(() => {
    const use = meter.read();
    if (use === undefined) return;
    cpu.set({ type: "user" }, use.user);
    cpu.set({ type: "system" }, use.system);
    cpu.set({ type: "idle" }, use.idle);
  });
}
