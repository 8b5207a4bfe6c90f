import { containerAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import {
  aroundContainers,
  type ContainerSeries,
  ofContainer,
  SECOND_ID,
  TARGET_1,
  TARGET_2,
  WEB_2,
} from "./container-series";
import type { FiringAlert, RuleCase } from "./promtool";

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(containerAlerts({ kernelLog: true }), { alert, ...testCase });

const MEBIBYTE = 1048576;

describe("ContainerMemoryNearLimit", () => {
  const near = (share: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target, name: "shop" },
    annotations: {
      summary: "A container has little memory left",
      description: `The container shop on ${target.host} uses ${share} of the memory that it may use. The limit is 90%.`,
      runbook_url: "docs/runbooks/container-memory-near-limit.md",
    },
  });

  const memory = (workingSet: string, limit: string, series?: ContainerSeries) => ({
    [ofContainer("memory_working_set_bytes", "shop", series)]: workingSet,
    [ofContainer("spec_memory_limit_bytes", "shop", series)]: limit,
  });

  it("fires once the working set was above 90 % of the limit for 5 minutes", () => {
    holds("ContainerMemoryNearLimit", {
      series: memory("48676864x40", "52428800x40"),
      firing: { "4m30s": [], "5m": [near("92.84%")] },
    });
    holds("ContainerMemoryNearLimit", {
      series: { ...memory("901x40", "1000x40", { target: WEB_2 }), ...memory("500x40", "1000x40") },
      firing: { "4m30s": [], "5m": [near("90.1%", TARGET_2)] },
    });
  });

  it("goes on over a restart, and over a container made anew under the name", () => {
    holds("ContainerMemoryNearLimit", {
      series: {
        ...memory("950x19 _x60", "1000x19 stale"),
        ...memory("_x20 960x10 _x60", "_x20 1000x10 stale", { restarts: "1" }),
        ...memory("_x31 970x60", "_x31 1000x60", { id: SECOND_ID }),
      },
      firing: { "4m30s": [], "5m30s": [near("96%")], "10m": [near("97%")] },
    });
  });

  it("stays silent at 90 %, for less than 5 minutes, and after the container stopped", () => {
    holds("ContainerMemoryNearLimit", { series: memory("900x60", "1000x60"), firing: { "5m": [], "14m": [] } });
    holds("ContainerMemoryNearLimit", {
      series: memory("500x10 990x18 500x40", "1000x70"),
      firing: { "7m": [], "8m": [], "14m": [] },
    });
    // cAdvisor gives a measured value its own time, so that it stays in the results for 5 minutes.
    holds("ContainerMemoryNearLimit", {
      series: memory("990x10 _x40", "1000x10 stale"),
      firing: { "5m": [], "7m": [] },
    });
  });

  it("stays silent on a container without a limit, and on the cgroup around all of them", () => {
    holds("ContainerMemoryNearLimit", {
      series: {
        ...memory("48676864x40", "0x40"),
        [aroundContainers("memory_working_set_bytes")]: "990x40",
        [aroundContainers("spec_memory_limit_bytes")]: "1000x40",
      },
      firing: { "5m": [], "9m": [] },
    });
  });
});

describe("ContainerKilledForMemory", () => {
  const killed = (kills: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target, name: "shop" },
    annotations: {
      summary: "The kernel killed a container's process for memory",
      description: `The kernel killed ${kills} processes of the container shop on ${target.host} within the last 10m.`,
      runbook_url: "docs/runbooks/container-killed-for-memory.md",
    },
  });

  const kills = (series?: ContainerSeries) => ofContainer("oom_events_total", "shop", series);

  it("fires at once when a process of a container that goes on was killed, until that left the window", () => {
    holds("ContainerKilledForMemory", {
      series: { [kills()]: "0x39 1x200" },
      firing: { "9m30s": [], "10m": [killed("1")], "19m30s": [killed("1")], "20m": [] },
    });
  });

  it("fires when the container itself was killed, whose count goes on in the series after its restart", () => {
    holds("ContainerKilledForMemory", {
      series: {
        [kills()]: "0x39 _x80",
        [kills({ restarts: "1" })]: "_x40 1x19 _x80",
        [kills({ restarts: "2" })]: "_x60 2x60",
        [kills({ target: WEB_2 })]: "0x120",
      },
      firing: { "10m": [killed("1")], "15m": [killed("2")] },
    });
  });

  it("stays silent over a restart for another reason, and over a container made anew", () => {
    holds("ContainerKilledForMemory", {
      series: {
        [kills({ restarts: "1" })]: "3x79 _x20",
        [kills({ restarts: "2" })]: "_x80 3x20 _x20",
        [kills({ id: SECOND_ID })]: "_x101 0x60",
      },
      firing: { "1m": [], "20m": [], "26m": [], "30m": [] },
    });
  });

  it("stays silent when cAdvisor starts again and counts from 0, and counts on from there", () => {
    holds("ContainerKilledForMemory", {
      series: { [kills()]: "5x39 0x40 1x60", [kills({ target: WEB_2 })]: "0x39 1x100" },
      firing: {
        "10m": [killed("1", TARGET_2)],
        "19m30s": [killed("1", TARGET_2)],
        "20m30s": [killed("1")],
        "29m30s": [killed("1")],
      },
    });
  });

  it("stays silent on kills outside of containers", () => {
    holds("ContainerKilledForMemory", {
      series: { [aroundContainers("oom_events_total")]: "0x39 1x60", [kills()]: "0x100" },
      firing: { "10m": [], "15m": [] },
    });
  });

  it("adds up what happened to two containers of one name, one after the other", () => {
    holds("ContainerKilledForMemory", {
      series: {
        [kills()]: "0x20 1x9 _x60",
        [kills({ id: SECOND_ID })]: "_x31 0x4 2x60",
      },
      // What was measured of the first one stays in the results for 5 minutes.
      firing: { "9m30s": [killed("3")], "14m": [killed("2")] },
    });
  });
});

describe("ContainerCpuThrottled", () => {
  const throttled = (share: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "info", notify: "none", ...target, name: "shop" },
    annotations: {
      summary: "A container is slowed down by its CPU quota",
      description: `The container shop on ${target.host} had used up its CPU quota in ${share} of the periods of the last 5m in which it ran. The limit is 25%.`,
      runbook_url: "docs/runbooks/container-cpu-throttled.md",
    },
  });

  const periods = (all: string, waited: string, series?: ContainerSeries) => ({
    [ofContainer("cpu_cfs_periods_total", "shop", series)]: all,
    [ofContainer("cpu_cfs_throttled_periods_total", "shop", series)]: waited,
  });

  it("fires once a container waited in more than a quarter of its periods for 15 minutes", () => {
    holds("ContainerCpuThrottled", {
      series: { ...periods("0+100x100", "0+26x100"), ...periods("0+100x100", "0+10x100", { target: WEB_2 }) },
      firing: { "15m": [], "15m30s": [throttled("26%")] },
    });
  });

  it("goes on over a restart of the container, with all periods of the window", () => {
    holds("ContainerCpuThrottled", {
      series: {
        ...periods("0+100x70 _x60", "0+80x70 _x60", { target: WEB_2 }),
        ...periods("_x71 0+100x60", "_x71 0+30x60", { target: WEB_2, restarts: "1" }),
      },
      firing: { "15m": [], "17m30s": [throttled("80%", TARGET_2)], "20m": [throttled("56.92%", TARGET_2)] },
    });
  });

  it("goes on until the waiting has left the window", () => {
    holds("ContainerCpuThrottled", {
      series: periods("0+100x140", "0+50x80 4000x60"),
      firing: { "20m": [throttled("50%")], "22m": [throttled("28.95%")], "23m": [] },
    });
  });

  it("stays silent at a quarter, with few periods, and for less than 15 minutes", () => {
    holds("ContainerCpuThrottled", { series: periods("0+100x100", "0+25x100"), firing: { "16m": [], "24m": [] } });
    // 1.4 periods in 15 s are 0.093 a second.
    holds("ContainerCpuThrottled", { series: periods("0+1.4x100", "0+1.3x100"), firing: { "16m": [], "24m": [] } });
    holds("ContainerCpuThrottled", {
      series: periods("0+100x140", "0x40 0+50x38 1900x61"),
      firing: { "16m": [], "24m": [], "34m": [] },
    });
  });

  it("fires at the least number of periods, and not below it", () => {
    // 1.6 periods in 15 s are 0.107 a second.
    holds("ContainerCpuThrottled", {
      series: periods("0+1.6x120", "0+0.8x120"),
      firing: { "25m": [throttled("50%")] },
    });
    // 3 periods in 30 s are 0.1 a second.
    holds("ContainerCpuThrottled", {
      scrapedEvery: "30s",
      series: periods("0+3x60", "0+1.5x60"),
      firing: { "25m": [throttled("50%")] },
    });
    // 0.15 a second, until after 25 minutes there are none.
    holds("ContainerCpuThrottled", {
      series: periods("0+2.25x100 225x40", "0+1.5x100 150x40"),
      firing: { "26m": [throttled("66.67%")], "27m": [] },
    });
  });

  it("stays silent on a container without a quota, and on the cgroup around all of them", () => {
    holds("ContainerCpuThrottled", {
      series: {
        [ofContainer("cpu_usage_seconds_total", "shop")]: "0+30x100",
        [aroundContainers("cpu_cfs_periods_total")]: "0+100x100",
        [aroundContainers("cpu_cfs_throttled_periods_total")]: "0+90x100",
      },
      firing: { "16m": [], "24m": [] },
    });
  });
});

describe("ContainerFilesystemFilling", () => {
  const filling = (share: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target, name: "shop" },
    annotations: {
      summary: "A container fills the engine's disk",
      description: `The layer and the log of the container shop on ${target.host} take ${share} of the engine's disk. The limit is 10%.`,
      runbook_url: "docs/runbooks/container-filesystem-filling.md",
    },
  });

  const layer = (usage: string, limit: string, series?: ContainerSeries) => {
    const onDisk = { ...series, device: "/dev/vda" };
    return {
      [ofContainer("fs_usage_bytes", "shop", onDisk)]: usage,
      [ofContainer("fs_limit_bytes", "shop", onDisk)]: limit,
    };
  };

  it("fires once a container's layer and log took more than a tenth of the disk for 15 minutes", () => {
    holds("ContainerFilesystemFilling", {
      series: {
        ...layer(`${101 * MEBIBYTE}x100`, `${1000 * MEBIBYTE}x100`),
        ...layer(`${50 * MEBIBYTE}x100`, `${1000 * MEBIBYTE}x100`, { target: WEB_2 }),
      },
      firing: { "14m30s": [], "15m": [filling("10.1%")] },
    });
  });

  it("goes on over a restart, and ends with a container made anew", () => {
    holds("ContainerFilesystemFilling", {
      series: {
        ...layer("200x20 _x80", "1000x20 _x80", { target: WEB_2 }),
        ...layer("_x21 210x50 _x60", "_x21 1000x50 _x60", { target: WEB_2, restarts: "1" }),
        ...layer("_x72 1x60", "_x72 1000x60", { target: WEB_2, id: SECOND_ID }),
      },
      // What was measured stays in the results for 5 minutes.
      firing: { "15m30s": [filling("21%", TARGET_2)], "22m": [filling("21%", TARGET_2)], "23m": [] },
    });
  });

  it("stays silent at a tenth, for less than 15 minutes, and where no size is known", () => {
    holds("ContainerFilesystemFilling", { series: layer("100x100", "1000x100"), firing: { "16m": [], "24m": [] } });
    holds("ContainerFilesystemFilling", {
      series: layer("10x20 300x58 10x40", "1000x118"),
      firing: { "16m": [], "19m30s": [], "25m": [] },
    });
    holds("ContainerFilesystemFilling", {
      series: {
        ...layer("100x100", "0x100"),
        [aroundContainers("fs_usage_bytes")]: "900x100",
        [aroundContainers("fs_limit_bytes")]: "1000x100",
      },
      firing: { "16m": [], "24m": [] },
    });
  });
});
