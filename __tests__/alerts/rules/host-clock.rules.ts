import { holds } from "./host-case";
import { ofHost, TARGET_1, TARGET_2, WEB_2 } from "./host-series";
import type { FiringAlert } from "./promtool";

describe("HostClockSkew", () => {
  const skewed = (offset: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target },
    annotations: {
      summary: "A host's clock is wrong",
      description: `The clock of ${target.host} is ${offset} away from its time server, and not getting closer. The limit is 0.05s.`,
      runbook_url: "docs/runbooks/host-clock-skew.md",
    },
  });

  const offset = (target?: string) => ofHost("node_timex_offset_seconds", target);

  it("fires once a clock was off for 10 minutes and did not get closer, in either direction", () => {
    holds("HostClockSkew", {
      series: { [offset()]: "0.0501x80", [offset(WEB_2)]: "-0.06-0.001x80" },
      // A trend needs two scrapes.
      firing: { "10m": [], "10m30s": [skewed("50.1ms"), skewed("-102ms", TARGET_2)] },
    });
  });

  it("fires on a clock that stays as it is, in either direction", () => {
    holds("HostClockSkew", { series: { [offset()]: "-0.06x80" }, firing: { "11m": [skewed("-60ms")] } });
  });

  it("fires until the clock has got closer for most of the last 5 minutes", () => {
    holds("HostClockSkew", {
      series: { [offset()]: "0.1+0.001x79 0.18-0.001x80", [offset(WEB_2)]: "-0.1-0.001x79 -0.18+0.001x80" },
      firing: {
        "22m": [skewed("172ms"), skewed("-172ms", TARGET_2)],
        "23m": [],
      },
    });
  });

  it("stays silent at the limit, while the clock gets closer, and for less than 10 minutes", () => {
    holds("HostClockSkew", {
      series: { [offset()]: "0.05x80", [offset(WEB_2)]: "-0.05x80" },
      firing: { "11m": [], "19m": [] },
    });
    holds("HostClockSkew", {
      series: { [offset()]: "0.4-0.001x100", [offset(WEB_2)]: "-0.4+0.001x100" },
      firing: { "11m": [], "24m": [] },
    });
    holds("HostClockSkew", {
      series: { [offset()]: "0x19 0.2x38 0x80" },
      firing: { "10m": [], "15m": [], "20m": [] },
    });
  });
});

describe("HostClockNotSynchronised", () => {
  const unset = (target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target },
    annotations: {
      summary: "Nothing sets a host's clock",
      description: `Nothing has set the clock of ${target.host} within the last 5m.`,
      runbook_url: "docs/runbooks/host-clock-not-synchronised.md",
    },
  });

  const clock = (synchronised: string, error: string, target?: string) => ({
    [ofHost("node_timex_sync_status", target)]: synchronised,
    [ofHost("node_timex_maxerror_seconds", target)]: error,
  });

  it("fires once nothing had set a clock for 10 minutes and the kernel claims nothing of it any more", () => {
    holds("HostClockNotSynchronised", {
      series: { ...clock("0x80", "16x80"), ...clock("1x80", "0.02x80", WEB_2) },
      firing: { "9m30s": [], "10m": [unset()] },
    });
  });

  it("stays silent on a clock that was set within the window, and on an error that is still small", () => {
    holds("HostClockNotSynchronised", {
      series: { ...clock("0x18 1 0x18 1 0x18 1 0x18 1 0x18 1", "16x99"), ...clock("0x80", "15.9x80", WEB_2) },
      firing: { "10m": [], "19m": [] },
    });
  });

  it("fires five minutes later where the time server went away while it ran", () => {
    holds("HostClockNotSynchronised", {
      series: clock("1x19 0x80", "16x99"),
      firing: { "19m30s": [], "20m": [unset()] },
    });
  });
});

describe("HostRebooted", () => {
  const rebooted = (ago: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target },
    annotations: {
      summary: "A host has started again",
      description: `${target.host} started ${ago} ago.`,
      runbook_url: "docs/runbooks/host-rebooted.md",
    },
  });

  const clock = (boot: string, time: string, target?: string) => ({
    [ofHost("node_boot_time_seconds", target)]: boot,
    [ofHost("node_time_seconds", target)]: time,
  });

  it("fires at once after a host started again, for 10 minutes of its own clock", () => {
    holds("HostRebooted", {
      // Down for 5 minutes, and up for half a minute at the first scrape after that.
      series: clock("1000x79 stale _x19 90970x120", "80000+15x79 stale _x19 91000+15x120"),
      firing: {
        "20m": [],
        "24m30s": [],
        "25m": [rebooted("30s")],
        "34m": [rebooted("9m 30s")],
        "34m30s": [],
        "40m": [],
      },
    });
  });

  it("fires for the host that started, and not for another one", () => {
    holds("HostRebooted", {
      series: {
        ...clock("1000x160", "80000+15x160"),
        ...clock("1000x79 82300x80", "80000+15x79 82500+15x80", WEB_2),
      },
      firing: { "20m30s": [rebooted("3m 50s", TARGET_2)] },
    });
  });

  it("knows a host that was there for minutes before, or was away for less than a day", () => {
    holds("HostRebooted", {
      series: clock("1000x47 81000x40", "80000+15x47 81030+15x40"),
      firing: { "16m": [rebooted("4m 30s")] },
    });
    const away = (hours: number) => ({
      scrapedEvery: "1m",
      evaluatedEvery: "1m",
      series: clock(
        `1000x59 stale _x${hours * 60 - 1} 200000x30`,
        `80000+60x59 stale _x${hours * 60 - 1} 200060+60x30`,
      ),
    });
    holds("HostRebooted", { ...away(22), firing: { "23h4m": [rebooted("5m 0s")] } });
    holds("HostRebooted", { ...away(25), firing: { "26h4m": [] } });
  });

  it("stays silent on a host that nobody saw before it started, and over an outage of the target", () => {
    holds("HostRebooted", { series: clock("1000x80", "1030+15x80"), firing: { "0m": [], "5m": [], "9m": [] } });
    holds("HostRebooted", {
      series: clock("1000x39 stale _x40 1000x80", "80000+15x39 stale _x40 81200+15x80"),
      firing: { "10m": [], "21m": [], "30m": [] },
    });
  });

  it("stays silent on a clock that is set and moves the time of the start by a second", () => {
    holds("HostRebooted", {
      series: clock("1000x79 1001x80", "80000+15x79 81201+15x80"),
      firing: { "20m30s": [], "30m": [] },
    });
  });
});
