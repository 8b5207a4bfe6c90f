import os from "node:os";
import { Registry } from "prom-client";
import { apiMetrics, createMetrics } from "cdktf-monitoring-metrics";
import { collectSystem } from "../../metrics/collectors/system-load";
import { monitored, readers } from "./monitored";

describe("system_memory_usage", () => {
  it("is the machine's memory in bytes", async () => {
    const total = jest.spyOn(os, "totalmem").mockReturnValue(1_000);
    const free = jest.spyOn(os, "freemem").mockReturnValue(400);
    const { values } = monitored();
    expect(await values("system_memory_usage")).toEqual({ total: 1_000, used: 600, free: 400 });
    total.mockRestore();
    free.mockRestore();
  });
});

describe("system_cpu_usage", () => {
  const times = (user: number, sys: number, idle: number) => ({
    model: "any",
    speed: 1,
    times: { user, nice: 0, sys, idle, irq: 0 },
  });
  const cores = jest.spyOn(os, "cpus");

  afterAll(() => cores.mockRestore());

  /** A process that nothing limits, whatever container the tests run in. */
  function unlimited() {
    let time = 0;
    const registry = new Registry();
    const { systemMemoryUsage, systemCpuUsage } = createMetrics(apiMetrics, { registry });
    collectSystem(systemMemoryUsage, systemCpuUsage, () => time, { root: "none", own: "none" });
    return { pass: (seconds: number) => void (time += seconds * 1_000), ...readers(registry) };
  }

  it("is that since the machine started, until there are two readings", async () => {
    cores.mockReturnValue([times(10, 10, 80), times(30, 10, 60)]);
    const { values } = unlimited();
    expect(await values("system_cpu_usage")).toEqual({ user: 20, system: 10, idle: 70 });
  });

  it("is that of all cores since the reading before", async () => {
    cores.mockReturnValue([times(100, 100, 800)]);
    const { pass, values } = unlimited();
    pass(15);
    cores.mockReturnValue([times(160, 110, 830)]);
    expect(await values("system_cpu_usage")).toEqual({ user: 60, system: 10, idle: 30 });
  });

  it("is the same for a second scraper that comes within 5 seconds", async () => {
    cores.mockReturnValue([times(0, 0, 0)]);
    const { pass, values } = unlimited();
    cores.mockReturnValue([times(50, 0, 50)]);
    pass(15);
    const first = await values("system_cpu_usage");
    cores.mockReturnValue([times(51, 0, 50)]);
    pass(4);
    expect(await values("system_cpu_usage")).toEqual(first);
    cores.mockReturnValue([times(50, 0, 150)]);
    pass(1);
    expect(await values("system_cpu_usage")).toEqual({ user: 0, system: 0, idle: 100 });
  });

  it("keeps the last numbers while the machine's clock of work stands still", async () => {
    cores.mockReturnValue([times(10, 10, 80)]);
    const { pass, values } = unlimited();
    pass(15);
    expect(await values("system_cpu_usage")).toEqual({ user: 10, system: 10, idle: 80 });
  });

  it("is absent where the machine does not tell", async () => {
    cores.mockReturnValue([]);
    const { lines } = unlimited();
    expect(await lines("system_cpu_usage")).toEqual([]);
  });
});
