import { hostAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import {
  DOCKER,
  mountLabels,
  NO_DISKS,
  ofHost,
  ofMount,
  ROOT,
  TARGET_1,
  TARGET_2,
  WEB_1,
  WEB_2,
  type Mount,
} from "./host-series";
import type { FiringAlert, RuleCase } from "./promtool";

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(hostAlerts(), { alert, ...testCase });

const place = ({ mountpoint, device }: Mount, { host }: { readonly host: string }) =>
  `${mountpoint} (${device}) on ${host}`;

/** What Node Exporter says of a file system's space; all values have to be given for as long. */
const space = (available: string, size: string, readOnly: string, mount = ROOT, target = WEB_1) => ({
  [ofMount("avail_bytes", mount, target)]: available,
  [ofMount("size_bytes", mount, target)]: size,
  [ofMount("readonly", mount, target)]: readOnly,
});

/** The series of several mounts. */
const onAll = (mounts: readonly Mount[], seriesOf: (mount: Mount) => Readonly<Record<string, string>>) =>
  Object.fromEntries(mounts.flatMap((mount) => Object.entries(seriesOf(mount))));

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
      series: space("51x80", "1000x80", "0x80"),
      firing: { "10m": [low("warning", "94.9%", "90%")] },
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

  it("stays silent at 89.9 %, for less than 10 minutes, and after the host is gone", () => {
    holds("HostDiskSpaceLow", { series: space("101x80", "1000x80", "0x80"), firing: { "10m": [], "19m": [] } });
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
      series: { ...inodes("51x80", "1000x80", "0x80", ROOT, WEB_2), ...inodes("900x80", "1000x80", "0x80") },
      firing: { "10m": [low("warning", "94.9%", "90%", ROOT, TARGET_2)] },
    });
  });

  it("stays silent at 89.9 %, on what nobody can write to, and where inodes are not counted", () => {
    const pool = { device: "tank/data", device_error: "", fstype: "btrfs", mountpoint: "/data" };
    holds("HostInodesLow", {
      series: {
        ...inodes("101x80", "1000x80", "0x80"),
        ...inodes("0x80", "1000x80", "1x80", DOCKER),
        ...inodes("0x80", "0x80", "0x80", pool),
        ...onAll(NO_DISKS, (mount) => inodes("0x80", "1000x80", "0x80", mount)),
      },
      firing: { "10m": [], "19m": [] },
    });
  });
});

describe("HostDiskFillingUp", () => {
  const filling = (severity: string, hours: string, share: string, mount = ROOT, target = TARGET_1): FiringAlert => ({
    labels: { severity, ...target, ...mountLabels(mount) },
    annotations: {
      summary: "A file system will be full soon",
      description: `The file system ${place(mount, target)} is ${share} full, and will be full within ${hours} if it goes on filling as over the last 6h.`,
      runbook_url: "docs/runbooks/host-disk-filling-up.md",
    },
  });

  // Scraped every minute, of a file system of 100,000 bytes.
  const fills = (testCase: Omit<RuleCase, "alert" | "scrapedEvery" | "evaluatedEvery">) =>
    holds("HostDiskFillingUp", { scrapedEvery: "1m", evaluatedEvery: "1m", ...testCase });

  const available = (values: string, mount?: Mount, target?: string) =>
    space(values, "100000x600", "0x600", mount, target);

  it("fires as a warning below 24 hours, once there were 3 hours to judge by and another one has passed", () => {
    // Of 1 % an hour, 23.5 hours are left at 3 h.
    fills({
      series: available("24490-16.4x299"),
      firing: { "3h": [], "3h59m": [], "4h": [filling("warning", "24h", "79.45%")] },
    });
    // And 24.7 are left at 4 h, so that it waits for the better part of another hour.
    fills({
      series: available("24900-14.61x299"),
      firing: { "4h": [], "4h50m": [] },
    });
  });

  it("fires as critical beside it below 4 hours", () => {
    // 3.8 hours are left at 3 h.
    fills({
      series: available("24000-58.8x299"),
      firing: { "3h59m": [], "4h": [filling("warning", "24h", "90.11%"), filling("critical", "4h", "90.11%")] },
    });
    // 4.2 hours are left at 3 h, and 4 a quarter of an hour later.
    fills({
      series: available("24900-57.5x299"),
      firing: {
        "4h10m": [filling("warning", "24h", "89.48%")],
        "4h20m": [filling("warning", "24h", "90.05%"), filling("critical", "4h", "90.05%")],
      },
    });
  });

  it("fires from three quarters in use on", () => {
    // 75 % are in use at 3 h 7 min, 23 hours before the end.
    fills({
      series: available("28366-18x299"),
      firing: { "4h7m": [], "4h8m": [filling("warning", "24h", "76.1%")] },
    });
    // 7.5 % an hour: at 3 h 66 % are in use, and 75 % at 4 h 12 min.
    fills({
      series: available("56500-125x400"),
      firing: {
        "4h30m": [],
        "5h12m": [],
        "5h13m": [filling("warning", "24h", "82.62%"), filling("critical", "4h", "82.62%")],
      },
    });
  });

  it("fires for the file system and the host that fill, and not for others", () => {
    fills({
      series: {
        ...available("24000x299"),
        ...available("24000-40x299", DOCKER),
        ...available("24000-40x299", ROOT, WEB_2),
      },
      firing: {
        "4h": [filling("warning", "24h", "85.6%", DOCKER), filling("warning", "24h", "85.6%", ROOT, TARGET_2)],
      },
    });
  });

  it("stays silent over one large file that was written and stays", () => {
    fills({ series: available("24000x239 16000x300"), firing: { "4h30m": [], "5h30m": [], "6h": [], "8h": [] } });
    fills({ series: available("24000x239 4000x300"), firing: { "4h30m": [], "5h30m": [], "6h": [], "8h": [] } });
  });

  it("stays silent over a file that has grown for less than an hour, and over files that come and go", () => {
    fills({ series: available("23000x299 23000-300x45 23000x120"), firing: { "5h30m": [], "5h50m": [], "7h": [] } });
    const hour = "23000-160x29 18360+160x29";
    fills({
      series: available(Array.from({ length: 9 }, () => hour).join(" ")),
      firing: { "4h": [], "5h29m": [], "6h": [], "7h31m": [] },
    });
  });

  it("wakes nobody over a burst that the last six hours do not bear out", () => {
    // In the burst's last hour, 4 hours would be left.
    fills({ series: available("24000x239 24000-100x120"), firing: { "5h45m": [] } });
  });

  it("stays silent on a new host that installs its software, and after an outage", () => {
    fills({ series: available("24000-80x150"), firing: { "1h1m": [], "2h": [], "2h30m": [] } });
    fills({
      series: available("24000x29 stale _x269 24000-60x179"),
      firing: { "6h1m": [], "7h": [], "7h50m": [] },
    });
  });

  it("stays silent on what nobody can write to, and on what is no disk", () => {
    fills({
      series: {
        ...space("24000-60x299", "100000x299", "1x299"),
        ...onAll(NO_DISKS, (mount) => available("24000-60x299", mount)),
      },
      firing: { "4h1m": [], "4h30m": [] },
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
