import { holds } from "./host-case";
import {
  DOCKER,
  mountLabels,
  NO_DISKS,
  onAll,
  place,
  ROOT,
  space,
  TARGET_1,
  TARGET_2,
  WEB_2,
  type Mount,
} from "./host-series";
import type { FiringAlert, RuleCase } from "./promtool";

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
