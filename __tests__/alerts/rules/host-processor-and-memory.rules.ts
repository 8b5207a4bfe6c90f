import { holds } from "./host-case";
import { cpuSeconds, ofHost, TARGET_1, TARGET_2, WEB_2 } from "./host-series";
import type { FiringAlert } from "./promtool";

describe("HostHighCpu", () => {
  const busy = (share: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target },
    annotations: {
      summary: "A host's processors are busy",
      description: `The processors of ${target.host} were ${share} busy over the last 5m. The limit is 90%.`,
      runbook_url: "docs/runbooks/host-high-cpu.md",
    },
  });

  it("fires once all processors together were above 90 % busy for 15 minutes, and not before", () => {
    holds("HostHighCpu", {
      series: {
        [cpuSeconds("0", "idle")]: "1000+0x120",
        [cpuSeconds("0", "user")]: "1000+15x120",
        [cpuSeconds("1", "idle")]: "1000+2.7x120",
        [cpuSeconds("1", "user")]: "1000+10x120",
        [cpuSeconds("1", "system")]: "1000+1.3x120",
        [cpuSeconds("1", "steal")]: "1000+1x120",
      },
      // The window is full after 5 minutes.
      firing: { "19m30s": [], "20m": [busy("91%")] },
    });
  });

  it("stays silent at 90 %, on one processor that is busy alone, and while the disk is waited for", () => {
    holds("HostHighCpu", {
      scrapedEvery: "30s",
      series: { [cpuSeconds("0", "idle")]: "0+3x60", [cpuSeconds("0", "user")]: "0+27x60" },
      firing: { "21m": [], "29m": [] },
    });
    holds("HostHighCpu", {
      series: {
        [cpuSeconds("0", "user")]: "0+15x120",
        [cpuSeconds("1", "user")]: "0+3x120",
        [cpuSeconds("1", "idle")]: "0+12x120",
      },
      firing: { "21m": [], "29m": [] },
    });
    holds("HostHighCpu", {
      series: { [cpuSeconds("0", "iowait")]: "0+14.9x120", [cpuSeconds("0", "user")]: "0+0.1x120" },
      firing: { "21m": [], "29m": [] },
    });
  });

  it("fires for the host that is busy, and not for another one", () => {
    holds("HostHighCpu", {
      series: {
        [cpuSeconds("0", "user")]: "0+1x120",
        [cpuSeconds("0", "idle")]: "0+14x120",
        [cpuSeconds("0", "user", WEB_2)]: "0+15x120",
        [cpuSeconds("0", "idle", WEB_2)]: "0+0x120",
      },
      firing: { "25m": [busy("100%", TARGET_2)] },
    });
  });

  it("stays silent when a reboot sets the counters back, and while the host is down", () => {
    holds("HostHighCpu", {
      series: {
        [cpuSeconds("0", "user")]: "90000+1x40 stale _x20 10+1x60",
        [cpuSeconds("0", "idle")]: "90000+14x40 stale _x20 40+14x60",
      },
      firing: { "12m": [], "16m": [], "21m": [], "29m": [] },
    });
  });
});

describe("HostHighMemory", () => {
  const full = (severity: string, share: string, limit: string, target = TARGET_1): FiringAlert => ({
    labels: { severity, ...target },
    annotations: {
      summary: "A host has little memory left",
      description: `${share} of the memory of ${target.host} is in use and cannot be given to anything else. The limit is ${limit}.`,
      runbook_url: "docs/runbooks/host-high-memory.md",
    },
  });

  const memory = (available: string, total: string, target?: string) => ({
    [ofHost("node_memory_MemAvailable_bytes", target)]: available,
    [ofHost("node_memory_MemTotal_bytes", target)]: total,
  });

  it("fires as a warning once 90 % were in use for 10 minutes, and not before", () => {
    holds("HostHighMemory", {
      series: memory("99x80", "1000x80"),
      firing: { "9m30s": [], "10m": [full("warning", "90.1%", "90%")] },
    });
  });

  it("fires as critical beside it above 95 %", () => {
    holds("HostHighMemory", {
      series: memory("49x80", "1000x80"),
      firing: { "9m30s": [], "10m": [full("warning", "95.1%", "90%"), full("critical", "95.1%", "95%")] },
    });
    holds("HostHighMemory", {
      series: memory("50x80", "1000x80"),
      firing: { "10m": [full("warning", "95%", "90%")] },
    });
  });

  it("stays silent at 90 %, and for less than 10 minutes", () => {
    holds("HostHighMemory", { series: memory("100x80", "1000x80"), firing: { "10m": [], "19m": [] } });
    holds("HostHighMemory", {
      series: memory("500x19 10x38 500x80", "1000x137"),
      firing: { "10m": [], "14m30s": [], "20m": [] },
    });
  });

  it("fires for the host whose memory is short, and not for another one", () => {
    holds("HostHighMemory", {
      series: { ...memory("400x80", "1000x80"), ...memory("80x80", "1000x80", WEB_2) },
      firing: { "15m": [full("warning", "92%", "90%", TARGET_2)] },
    });
  });
});

describe("HostOutOfMemoryKill", () => {
  const killed = (kills: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target },
    annotations: {
      summary: "The kernel killed a process for memory",
      description: `The kernel of ${target.host} killed about ${kills} processes within the last 10m, because the host or a container had no memory left.`,
      runbook_url: "docs/runbooks/host-out-of-memory-kill.md",
    },
  });

  const kills = (target?: string) => ofHost("node_vmstat_oom_kill", target);

  it("fires at once for a single kill, until it left the window", () => {
    holds("HostOutOfMemoryKill", {
      series: { [kills()]: "7x39 8x200" },
      firing: { "9m30s": [], "10m": [killed("1")], "19m30s": [killed("1")], "20m30s": [] },
    });
  });

  it("fires for the first kill since the host started", () => {
    holds("HostOutOfMemoryKill", {
      series: { [kills()]: "0x39 1x40" },
      firing: { "9m30s": [], "10m": [killed("1")], "15m": [killed("1")] },
    });
  });

  it("fires for the host on which it was", () => {
    holds("HostOutOfMemoryKill", {
      series: { [kills()]: "7x79", [kills(WEB_2)]: "0x39 0+2x5 12x34" },
      firing: { "13m": [killed("12", TARGET_2)] },
    });
  });

  it("stays silent over kills of long ago, over a reboot, and over an outage of the target", () => {
    holds("HostOutOfMemoryKill", { series: { [kills()]: "12x120" }, firing: { "1m": [], "15m": [], "29m": [] } });
    holds("HostOutOfMemoryKill", {
      series: { [kills()]: "12x39 stale _x10 0x60" },
      firing: { "10m": [], "13m30s": [], "20m": [] },
    });
    holds("HostOutOfMemoryKill", {
      series: { [kills()]: "12x39 stale _x60 12x60" },
      firing: { "15m": [], "25m30s": [], "30m": [] },
    });
  });
});

describe("HostFileDescriptorsLow", () => {
  const low = (severity: string, share: string, limit: string, target = TARGET_1): FiringAlert => ({
    labels: { severity, ...target },
    annotations: {
      summary: "A host has few file descriptors left",
      description: `${share} of the file descriptors that the kernel of ${target.host} has are in use. The limit is ${limit}.`,
      runbook_url: "docs/runbooks/host-file-descriptors-low.md",
    },
  });

  const handles = (allocated: string, target?: string) => ({
    [ofHost("node_filefd_allocated", target)]: allocated,
    [ofHost("node_filefd_maximum", target)]: "1000x100",
  });

  it("fires as a warning once 70 % were taken for 15 minutes, and as critical above 90 %", () => {
    holds("HostFileDescriptorsLow", {
      series: handles("701x100"),
      firing: { "14m30s": [], "15m": [low("warning", "70.1%", "70%")] },
    });
    holds("HostFileDescriptorsLow", {
      series: handles("901x100"),
      firing: { "14m30s": [], "15m": [low("warning", "90.1%", "70%"), low("critical", "90.1%", "90%")] },
    });
    holds("HostFileDescriptorsLow", {
      series: handles("900x100"),
      firing: { "15m": [low("warning", "90%", "70%")] },
    });
  });

  it("stays silent at 70 %, and where the kernel has no limit to speak of", () => {
    holds("HostFileDescriptorsLow", { series: handles("700x100"), firing: { "15m": [], "24m": [] } });
    holds("HostFileDescriptorsLow", {
      series: {
        [ofHost("node_filefd_allocated")]: "900000x100",
        [ofHost("node_filefd_maximum")]: "9.223372036854776e+18x100",
      },
      firing: { "15m": [], "24m": [] },
    });
  });

  it("fires for the host that is short of them, and not for another one", () => {
    holds("HostFileDescriptorsLow", {
      series: { ...handles("100x100"), ...handles("800x100", WEB_2) },
      firing: { "20m": [low("warning", "80%", "70%", TARGET_2)] },
    });
  });
});
