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

describe("HostDiskFillingUp", () => {
  const filling = (severity: string, hours: string, share: string, mount = ROOT, target = TARGET_1): FiringAlert => ({
    labels: { severity, ...target, ...mountLabels(mount) },
    annotations: {
      summary: "A file system will be full soon",
      description: `The file system ${place(mount, target)} is ${share} full, and will be full within ${hours} if it goes on filling as over the last 6h.`,
      runbook_url: "docs/runbooks/host-disk-filling-up.md",
    },
  });

  // Scraped every minute, of a file system of 1,000 bytes.
  const fills = (testCase: Omit<RuleCase, "alert" | "scrapedEvery" | "evaluatedEvery">) =>
    holds("HostDiskFillingUp", { scrapedEvery: "1m", evaluatedEvery: "1m", ...testCase });

  const available = (values: string, mount?: Mount, target?: string) =>
    space(values, "1000x1100", "0x1100", mount, target);

  it("fires as a warning below 24 hours, once there were 3 hours to judge by and another one has passed", () => {
    // In 24 hours from 3 h on, half a byte more than there is will be taken.
    fills({
      series: available("242.5-0.15x299"),
      firing: { "3h": [], "3h59m": [], "4h": [filling("warning", "24h", "79.35%")] },
    });
    // And here half a byte will be left, which is taken within 4 minutes.
    fills({
      series: available("243.5-0.15x299"),
      firing: { "4h3m": [], "4h4m": [filling("warning", "24h", "79.31%")] },
    });
  });

  it("fires as critical beside it below 4 hours", () => {
    fills({
      series: available("251.5-0.6x299"),
      firing: { "3h59m": [], "4h": [filling("warning", "24h", "89.25%"), filling("critical", "4h", "89.25%")] },
    });
    fills({
      series: available("252.5-0.6x299"),
      firing: {
        "4h": [filling("warning", "24h", "89.15%")],
        "4h1m": [filling("warning", "24h", "89.21%"), filling("critical", "4h", "89.21%")],
      },
    });
  });

  it("fires from three quarters in use on", () => {
    // 75 % are in use at 3 h 7 min, 23 hours before the end.
    fills({
      series: available("283.7-0.18x299"),
      firing: { "4h7m": [], "4h8m": [filling("warning", "24h", "76.09%")] },
    });
    // 7.5 % an hour: at 3 h 66 % are in use, and 75 % at 4 h 12 min.
    fills({
      series: available("565-1.25x400"),
      firing: {
        "4h33m": [],
        "5h12m": [],
        "5h13m": [filling("warning", "24h", "82.62%"), filling("critical", "4h", "82.62%")],
      },
    });
  });

  it("asks the last 6 hours and the last hour, and believes the one that leaves more time", () => {
    // Flat for 8 hours, filling for 4, flat for 1½, and filling again: by turns, the one and the other decides.
    fills({
      series: available("245x479 245-0.5x240 124.5x90 124.5-0.5x240"),
      firing: {
        "11h7m": [],
        "11h8m": [filling("warning", "24h", "84.9%")],
        "12h44m": [filling("warning", "24h", "87.55%")],
        "12h45m": [],
        "14h47m": [],
        "14h48m": [filling("warning", "24h", "91.35%")],
        "16h22m": [filling("warning", "24h", "96.05%")],
        "16h23m": [filling("warning", "24h", "96.1%"), filling("critical", "4h", "96.1%")],
      },
    });
    fills({
      series: available("248-0.9x150 113x75 113-0.9x124"),
      firing: {
        "4h57m": [],
        "5h14m": [filling("warning", "24h", "96.53%")],
        "5h15m": [filling("warning", "24h", "96.62%"), filling("critical", "4h", "96.62%")],
      },
    });
  });

  it("fires for the file system and the host that fill, and not for others", () => {
    fills({
      series: {
        ...available("240x299"),
        ...available("240-0.4x299", DOCKER),
        ...available("240-0.4x299", ROOT, WEB_2),
      },
      firing: {
        "4h": [filling("warning", "24h", "85.6%", DOCKER), filling("warning", "24h", "85.6%", ROOT, TARGET_2)],
      },
    });
  });

  it("stays silent over one large file that was written and stays", () => {
    fills({ series: available("240x239 160x300"), firing: { "4h30m": [], "5h30m": [], "6h": [], "8h": [] } });
    fills({ series: available("240x239 40x300"), firing: { "4h30m": [], "5h30m": [], "6h": [], "8h": [] } });
  });

  it("stays silent over a file that has grown for less than an hour, and over files that come and go", () => {
    fills({ series: available("230x299 230-3x45 230x120"), firing: { "5h30m": [], "5h50m": [], "7h": [] } });
    const hour = "230-1.6x29 183.6+1.6x29";
    fills({
      series: available(Array.from({ length: 9 }, () => hour).join(" ")),
      firing: { "4h": [], "5h29m": [], "6h": [], "7h31m": [] },
    });
  });

  it("leaves a file system that is full already, and fills no more, to HostDiskSpaceLow", () => {
    fills({ series: available("240-1x239 0x300"), firing: { "7h": [] } });
  });

  it("stays silent on a new host that installs its software", () => {
    fills({ series: available("240-0.8x150"), firing: { "1h1m": [], "2h": [], "2h30m": [] } });
  });

  it("waits after an outage until it knows again how it was 3 to 6 hours ago", () => {
    // Away from 1 h to 4 h 30 min: what was before counts until it is 6 hours ago.
    fills({
      series: available("245-0.4x59 stale _x209 137-0.7x180"),
      firing: {
        "5h30m": [],
        "5h31m": [filling("warning", "24h", "90.57%")],
        "6h27m": [filling("warning", "24h", "94.49%")],
        "6h58m": [filling("warning", "24h", "96.66%"), filling("critical", "4h", "96.66%")],
        "6h59m": [],
        "7h29m": [],
      },
    });
    // Away from 1 h to 7 h 12 min: that is too long ago.
    fills({ series: available("245x59 stale _x371 240-1.1x180"), firing: { "8h14m": [], "9h45m": [], "9h58m": [] } });
  });

  it("stays silent on what nobody can write to, and on what is no disk", () => {
    fills({
      series: {
        ...space("240-0.6x299", "1000x299", "1x299"),
        ...onAll(NO_DISKS, (mount) => available("240-0.6x299", mount)),
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
