import { holds } from "./host-case";
import {
  DOCKER,
  mountLabels,
  NO_DISKS,
  ofHost,
  ofMount,
  onAll,
  place,
  ROOT,
  space,
  TARGET_1,
  TARGET_2,
  WEB_1,
  WEB_2,
  type Mount,
} from "./host-series";
import type { FiringAlert } from "./promtool";

describe("HostDiskSpaceLow", () => {
  const low = (severity: string, share: string, limit: string, mount = ROOT, target = TARGET_1): FiringAlert => ({
    labels: { severity, ...target, ...mountLabels(mount) },
    annotations: {
      summary: "A file system is nearly full",
      description: `The file system ${place(mount, target)} is ${share} full. The limit is ${limit}.`,
      runbook_url: "docs/runbooks/host-disk-space-low.md",
    },
  });

  it("fires as a warning once 90 % were in use for 10 minutes, and as critical above 95 %", () => {
    holds("HostDiskSpaceLow", {
      series: space("99x80", "1000x80", "0x80"),
      firing: { "9m30s": [], "10m": [low("warning", "90.1%", "90%")] },
    });
    holds("HostDiskSpaceLow", {
      series: space("49x80", "1000x80", "0x80"),
      firing: { "9m30s": [], "10m": [low("warning", "95.1%", "90%"), low("critical", "95.1%", "95%")] },
    });
    holds("HostDiskSpaceLow", {
      series: space("50x80", "1000x80", "0x80"),
      firing: { "10m": [low("warning", "95%", "90%")] },
    });
  });

  it("fires for the file system and the host that are full, and not for others", () => {
    holds("HostDiskSpaceLow", {
      series: {
        ...space("700x80", "1000x80", "0x80"),
        ...space("60x80", "1000x80", "0x80", DOCKER),
        ...space("70x80", "1000x80", "0x80", ROOT, WEB_2),
      },
      firing: { "15m": [low("warning", "94%", "90%", DOCKER), low("warning", "93%", "90%", ROOT, TARGET_2)] },
    });
  });

  it("stays silent at 90 %, for less than 10 minutes, and after the host is gone", () => {
    holds("HostDiskSpaceLow", { series: space("100x80", "1000x80", "0x80"), firing: { "10m": [], "19m": [] } });
    holds("HostDiskSpaceLow", {
      series: space("500x19 10x38 500x80", "1000x137", "0x137"),
      firing: { "10m": [], "14m30s": [], "20m": [] },
    });
    holds("HostDiskSpaceLow", {
      series: space("10x30 stale", "1000x30 stale", "0x30 stale"),
      firing: { "7m30s": [], "12m": [] },
    });
  });

  it("stays silent on what nobody can write to, and on memory, images and the layers of containers", () => {
    holds("HostDiskSpaceLow", {
      series: {
        ...space("0x80", "1000x80", "1x80", DOCKER),
        ...onAll(NO_DISKS, (mount) => space("0x80", "1000x80", "0x80", mount)),
      },
      firing: { "10m": [], "19m": [] },
    });
  });
});

describe("HostInodesLow", () => {
  const low = (severity: string, share: string, limit: string, mount = ROOT, target = TARGET_1): FiringAlert => ({
    labels: { severity, ...target, ...mountLabels(mount) },
    annotations: {
      summary: "A file system has few inodes left",
      description: `${share} of the inodes of ${place(mount, target)} are in use. The limit is ${limit}.`,
      runbook_url: "docs/runbooks/host-inodes-low.md",
    },
  });

  const inodes = (free: string, all: string, readOnly: string, mount = ROOT, target = WEB_1) => ({
    [ofMount("files_free", mount, target)]: free,
    [ofMount("files", mount, target)]: all,
    [ofMount("readonly", mount, target)]: readOnly,
  });

  it("fires as a warning once 90 % were in use for 10 minutes, and as critical above 95 %", () => {
    holds("HostInodesLow", {
      series: inodes("99x80", "1000x80", "0x80"),
      firing: { "9m30s": [], "10m": [low("warning", "90.1%", "90%")] },
    });
    holds("HostInodesLow", {
      series: inodes("49x80", "1000x80", "0x80", DOCKER),
      firing: { "9m30s": [], "10m": [low("warning", "95.1%", "90%", DOCKER), low("critical", "95.1%", "95%", DOCKER)] },
    });
    holds("HostInodesLow", {
      series: { ...inodes("50x80", "1000x80", "0x80", ROOT, WEB_2), ...inodes("900x80", "1000x80", "0x80") },
      firing: { "10m": [low("warning", "95%", "90%", ROOT, TARGET_2)] },
    });
  });

  it("stays silent at 90 %, on what nobody can write to, and where inodes are not counted", () => {
    const pool = { device: "tank/data", device_error: "", fstype: "btrfs", mountpoint: "/data" };
    holds("HostInodesLow", {
      series: {
        ...inodes("100x80", "1000x80", "0x80"),
        ...inodes("0x80", "1000x80", "1x80", DOCKER),
        ...inodes("0x80", "0x80", "0x80", pool),
        ...onAll(NO_DISKS, (mount) => inodes("0x80", "1000x80", "0x80", mount)),
      },
      firing: { "10m": [], "19m": [] },
    });
  });
});

describe("HostFilesystemReadOnly", () => {
  const readOnly = (mount = ROOT, target = TARGET_1): FiringAlert => ({
    labels: { severity: "critical", ...target, ...mountLabels(mount) },
    annotations: {
      summary: "A file system has become read-only",
      description: `The file system ${place(mount, target)} is read-only, and was writable within the last 1d. The kernel does that to a disk whose errors it cannot correct.`,
      runbook_url: "docs/runbooks/host-filesystem-read-only.md",
    },
  });

  it("fires a minute after a file system became read-only, for a day, and resolves with it", () => {
    holds("HostFilesystemReadOnly", {
      series: { [ofMount("readonly")]: "0x39 1x80", [ofMount("readonly", ROOT, WEB_2)]: "0x39 1x39 0x40" },
      firing: { "10m30s": [], "11m": [readOnly(), readOnly(ROOT, TARGET_2)], "21m": [readOnly()] },
    });
    holds("HostFilesystemReadOnly", {
      scrapedEvery: "1m",
      evaluatedEvery: "1m",
      series: { [ofMount("readonly")]: "0x9 1x1700", [ofMount("readonly", DOCKER)]: "0x1700" },
      firing: { "10m": [], "11m": [readOnly()], "1448m": [readOnly()], "1449m": [] },
    });
  });

  it("fires over a reboot that left the disk read-only", () => {
    holds("HostFilesystemReadOnly", {
      series: { [ofMount("readonly")]: "0x39 stale _x39 1x80" },
      firing: { "20m": [], "22m": [readOnly()] },
    });
  });

  it("stays silent on what was read-only from the beginning, and on what is no disk", () => {
    holds("HostFilesystemReadOnly", {
      series: {
        [ofMount("readonly")]: "1x80",
        ...onAll(NO_DISKS, (mount) => ({ [ofMount("readonly", mount)]: "0x20 1x60" })),
      },
      firing: { "2m": [], "10m": [], "19m": [] },
    });
  });
});

describe("HostFilesystemError", () => {
  const broken = { ...ROOT, device_error: "input/output error" };

  const error = (mount: Mount, target = TARGET_1): FiringAlert => ({
    labels: { severity: "critical", ...target, ...mountLabels(mount) },
    annotations: {
      summary: "A file system does not answer",
      description: `The file system ${place(mount, target)} answers with an error: ${mount.device_error}.`,
      runbook_url: "docs/runbooks/host-filesystem-error.md",
    },
  });

  it("fires once a file system answered with an error for 5 minutes, with the error", () => {
    const stuck = { ...DOCKER, device_error: "mountpoint timeout" };
    holds("HostFilesystemError", {
      series: {
        [ofMount("device_error")]: "0x9 stale",
        [ofMount("device_error", broken)]: "_x10 1x60",
        [ofMount("device_error", stuck, WEB_2)]: "1x60",
        [ofMount("device_error", DOCKER)]: "0x60",
      },
      firing: { "4m30s": [], "5m": [error(stuck, TARGET_2)], "8m": [error(broken), error(stuck, TARGET_2)] },
    });
  });

  it("stays silent on what Node Exporter may not enter, and after the error is over", () => {
    const private_ = { ...ROOT, device_error: "permission denied", mountpoint: "/root/data" };
    holds("HostFilesystemError", {
      series: {
        [ofMount("device_error", private_)]: "1x60",
        [ofMount("device_error", broken)]: "1x10 stale",
        [ofMount("device_error")]: "_x11 0x50",
        ...onAll(NO_DISKS, (mount) => ({
          [ofMount("device_error", { ...mount, device_error: "input/output error" })]: "1x60",
        })),
      },
      firing: { "5m": [], "14m": [] },
    });
  });
});

describe("HostRaidDegraded", () => {
  const md = (metric: string, device: string, more = "") => `node_md_${metric}{${WEB_1},device="${device}"${more}}`;

  const disks = (device: string, required: string, active: string, failed: string) => ({
    [md("disks_required", device)]: required,
    [md("disks", device, ',state="active"')]: active,
    [md("disks", device, ',state="failed"')]: failed,
    [md("disks", device, ',state="spare"')]: "0x60",
  });

  it("fires once an array lacked a disk for 5 minutes", () => {
    holds("HostRaidDegraded", {
      series: { ...disks("md0", "2x60", "2x60", "0x60"), ...disks("md1", "3x60", "2x60", "1x60") },
      firing: {
        "4m30s": [],
        "5m": [
          {
            labels: { severity: "critical", ...TARGET_1, device: "md1" },
            annotations: {
              summary: "An array of disks has lost one of them",
              description: "The array md1 on web-1 works without 1 of its disks.",
              runbook_url: "docs/runbooks/host-raid-degraded.md",
            },
          },
        ],
      },
    });
  });

  it("stays silent on whole arrays, where a spare has taken over, and on hosts without one", () => {
    holds("HostRaidDegraded", {
      series: { ...disks("md0", "2x60", "2x60", "1x60"), [ofHost("node_load1", WEB_2)]: "1x60" },
      firing: { "5m": [], "14m": [] },
    });
  });
});
