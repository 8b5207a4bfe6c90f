import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { Registry } from "prom-client";
import { apiMetrics, createMetrics } from "cdktf-monitoring-metrics";
import { collectSystem } from "../../metrics/collectors/system-load";
import { series } from "./scrape";

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A process in a container whose control groups are files of the test. */
function contained(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(os.tmpdir(), "control-groups-"));
  folders.push(root);
  const write = (changed: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), `${text}\n`);
    }
  };
  write(files);
  let time = 1_000_000;
  const registry = new Registry();
  const { systemMemoryUsage, systemCpuUsage } = createMetrics(apiMetrics, { registry });
  collectSystem(systemMemoryUsage, systemCpuUsage, () => time, { root, own: join(root, "own") });
  const values = async (name: string) =>
    Object.fromEntries(
      (await series(registry, name)).map((line) => [/"(.*)"/.exec(line)?.[1] ?? "", Number(line.split(" ")[1])]),
    );
  return { write, pass: (seconds: number) => void (time += seconds * 1_000), values };
}

const memory2 = {
  "cgroup.controllers": "cpu memory",
  "memory.max": "1000",
  "memory.current": "700",
  "memory.stat": "anon 500\ninactive_file 300\nfile 350",
};

const memory1 = {
  "memory/memory.limit_in_bytes": "1000",
  "memory/memory.usage_in_bytes": "700",
  "memory/memory.stat": "cache 350\ninactive_file 1\ntotal_inactive_file 300",
};

let machine: jest.SpyInstance[] = [];

beforeAll(() => {
  const core = { model: "any", speed: 1, times: { user: 50, nice: 0, sys: 0, idle: 50, irq: 0 } };
  machine = [
    jest.spyOn(os, "totalmem").mockReturnValue(5_000),
    jest.spyOn(os, "freemem").mockReturnValue(4_000),
    jest.spyOn(os, "cpus").mockReturnValue([core, core]),
  ];
});

afterAll(() => machine.forEach((spy) => spy.mockRestore()));

const machineMemory = { total: 5_000, used: 1_000, free: 4_000 };

describe("system_memory_usage in a container", () => {
  it.each([
    ["2", memory2],
    ["1", memory1],
  ])("is the container's limit and use without the file cache, by version %s", async (_, files) => {
    const { values } = contained(files);
    expect(await values("system_memory_usage")).toEqual({ total: 1_000, used: 400, free: 600 });
  });

  it.each([
    [
      "2",
      {
        own: "0::/system.slice/api.service",
        "cgroup.controllers": "cpu memory",
        "system.slice/api.service/memory.max": "1000",
        "system.slice/api.service/memory.current": "700",
        "system.slice/api.service/memory.stat": "inactive_file 300",
        "system.slice/memory.max": "2000",
        "system.slice/memory.current": "1500",
      },
    ],
    [
      "1",
      {
        own: "2:cpu,cpuacct:/\n1:memory:/api",
        "memory/api/memory.limit_in_bytes": "1000",
        "memory/api/memory.usage_in_bytes": "700",
        "memory/api/memory.stat": "total_inactive_file 300",
        "memory/memory.limit_in_bytes": "9223372036854771712",
        "memory/memory.usage_in_bytes": "4000",
      },
    ],
  ])("is that of the process's own group, as of a service, by version %s", async (_, files) => {
    const { values } = contained(files);
    expect(await values("system_memory_usage")).toEqual({ total: 1_000, used: 400, free: 600 });
  });

  it("is that of a group above which has a lower limit", async () => {
    const { values } = contained({
      own: "0::/pod/api",
      "cgroup.controllers": "cpu memory",
      "pod/api/memory.max": "1000",
      "pod/api/memory.current": "200",
      "pod/memory.max": "800",
      "pod/memory.current": "700",
    });
    expect(await values("system_memory_usage")).toEqual({ total: 800, used: 700, free: 100 });
  });

  it("is that of the process's own group where one above has the same limit", async () => {
    const { values } = contained({
      own: "0::/pod/api",
      "cgroup.controllers": "cpu memory",
      "pod/api/memory.max": "800",
      "pod/api/memory.current": "200",
      "pod/memory.max": "800",
      "pod/memory.current": "700",
    });
    expect(await values("system_memory_usage")).toMatchObject({ used: 200 });
  });

  it.each([
    ["that the container does not see, by version 2", memory2, "0::/docker/0123"],
    ["that the container does not see, by version 1", memory1, "4:memory:/docker/0123"],
    ["that leads out of its name space", { ...memory2, "other/memory.max": "1" }, "0::/api/../other"],
    ["that nobody can read", memory2, "nothing"],
  ])("is the container's with a path of the process %s", async (_, files: Readonly<Record<string, string>>, own) => {
    const { values } = contained({ own, ...files });
    expect(await values("system_memory_usage")).toEqual({ total: 1_000, used: 400, free: 600 });
  });

  it("is read at each scrape", async () => {
    const { values, write } = contained(memory2);
    await values("system_memory_usage");
    write({ "memory.current": "2000", "memory.max": "1500" });
    expect(await values("system_memory_usage")).toEqual({ total: 1_500, used: 1_500, free: 0 });
  });

  it("counts all use where the kernel does not tell of a cache", async () => {
    const { values } = contained({ ...memory2, "memory.stat": "" });
    expect(await values("system_memory_usage")).toMatchObject({ used: 700 });
  });

  it.each([
    ["without a limit, by version 2", { ...memory2, "memory.max": "max" }],
    ["without a limit, by version 1", { ...memory1, "memory/memory.limit_in_bytes": "9223372036854771712" }],
    ["with a limit above the machine's", { ...memory2, "memory.max": "5001" }],
    ["without a use", { "cgroup.controllers": "", "memory.max": "1000" }],
    ["without control groups", {}],
  ])("is the machine's %s", async (_, files: Readonly<Record<string, string>>) => {
    const { values } = contained(files);
    expect(await values("system_memory_usage")).toEqual(machineMemory);
  });
});

describe("system_cpu_usage in a container", () => {
  const cpu2 = {
    "cgroup.controllers": "cpu memory",
    "cpu.max": "50000 100000",
    "cpu.stat": "usage_usec 3000000\nuser_usec 2000000\nsystem_usec 1000000",
  };
  const cpu1 = {
    "cpu/cpu.cfs_quota_us": "50000",
    "cpu/cpu.cfs_period_us": "100000",
    "cpuacct/cpuacct.stat": "user 200\nsystem 100",
  };

  it.each([
    ["2", cpu2, { "cpu.stat": "user_usec 4000000\nsystem_usec 1500000" }],
    ["1", cpu1, { "cpuacct/cpuacct.stat": "user 400\nsystem 150" }],
  ])("is the use of the cores that its quota allows, by version %s", async (_, files, later) => {
    const { values, write, pass } = contained(files);
    expect(await values("system_cpu_usage")).toEqual({});
    pass(10);
    write(later);
    expect(await values("system_cpu_usage")).toEqual({ user: 40, system: 10, idle: 50 });
    pass(4);
    expect(await values("system_cpu_usage")).toEqual({ user: 40, system: 10, idle: 50 });
  });

  it("is that of the container where Node takes its quota of whole cores for all that there are", async () => {
    const allowed = jest.spyOn(os, "availableParallelism").mockReturnValue(1);
    const { values, write, pass } = contained({ ...cpu2, "cpu.max": "100000 100000" });
    pass(10);
    write({ "cpu.stat": "user_usec 4000000\nsystem_usec 1500000" });
    expect(await values("system_cpu_usage")).toEqual({ user: 20, system: 5, idle: 75 });
    allowed.mockRestore();
  });

  it("adds up to 100 where a container catches up on what it left unused", async () => {
    const { values, write, pass } = contained(cpu2);
    pass(10);
    write({ "cpu.stat": "user_usec 8000000\nsystem_usec 3000000" });
    expect(await values("system_cpu_usage")).toEqual({ user: 75, system: 25, idle: 0 });
  });

  it.each([
    ["lifted", "max 100000"],
    ["changed", "100000 100000"],
  ])("waits for two readings that compare when a quota is %s", async (_, quota) => {
    const { values, write, pass } = contained(cpu2);
    pass(10);
    write({ "cpu.max": quota });
    expect(await values("system_cpu_usage")).toEqual({});
  });

  it.each([
    [
      "2",
      {
        own: "0::/system.slice/api.service",
        "cgroup.controllers": "cpu memory",
        "system.slice/cpu.max": "max 100000",
        "system.slice/api.service/cpu.max": "50000 100000",
        "system.slice/api.service/cpu.stat": "user_usec 2000000\nsystem_usec 1000000",
      },
      { "system.slice/api.service/cpu.stat": "user_usec 4000000\nsystem_usec 1500000" },
    ],
    [
      "1",
      {
        own: "3:memory:/other\n2:cpu,cpuacct:/jobs/api\n1:name=systemd:/\n0::/",
        "cpu/jobs/cpu.cfs_quota_us": "50000",
        "cpu/jobs/cpu.cfs_period_us": "100000",
        "cpu/jobs/api/cpu.cfs_quota_us": "-1",
        "cpuacct/jobs/cpuacct.stat": "user 200\nsystem 100",
      },
      { "cpuacct/jobs/cpuacct.stat": "user 400\nsystem 150" },
    ],
  ])(
    "is that of the process's own group, or of one above it that has the quota, by version %s",
    async (_, files, later) => {
      const { values, write, pass } = contained(files);
      pass(10);
      write(later);
      expect(await values("system_cpu_usage")).toEqual({ user: 40, system: 10, idle: 50 });
    },
  );

  it.each([
    ["without a quota, by version 2", { ...cpu2, "cpu.max": "max 100000" }],
    ["without a quota, by version 1", { ...cpu1, "cpu/cpu.cfs_quota_us": "-1" }],
    ["with a quota of all cores", { ...cpu2, "cpu.max": "200000 100000" }],
    ["without times, by version 2", { ...cpu2, "cpu.stat": "" }],
    ["without times, by version 1", { ...cpu1, "cpuacct/cpuacct.stat": "user 1" }],
  ])("is the machine's %s", async (_, files: Readonly<Record<string, string>>) => {
    const { values } = contained(files);
    expect(await values("system_cpu_usage")).toEqual({ user: 50, system: 0, idle: 50 });
  });
});
