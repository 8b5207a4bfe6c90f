import { hostAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { ofHost, ofInterface, TARGET_1, TARGET_2, WEB_1, WEB_2 } from "./host-series";
import type { FiringAlert, RuleCase } from "./promtool";
import { counting } from "./series";

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(hostAlerts(), { alert, ...testCase });

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

describe("HostNetworkErrors", () => {
  const errors = (share: string, device = "eth0", target = TARGET_1): FiringAlert => ({
    labels: { severity: "warning", ...target, device },
    annotations: {
      summary: "A network interface has errors",
      description: `${share} of the packets that the interface ${device} of ${target.host} received or sent over the last 5m had an error. The limit is 1%.`,
      runbook_url: "docs/runbooks/host-network-errors.md",
    },
  });

  const traffic = (direction: string, packets: string, errs: string, device = "eth0", target = WEB_1) => ({
    [ofInterface(`${direction}_packets`, device, target)]: packets,
    [ofInterface(`${direction}_errs`, device, target)]: errs,
  });

  it("fires once more than 1 % of an interface's packets of one direction had an error for 15 minutes", () => {
    holds("HostNetworkErrors", {
      series: {
        ...traffic("receive", "0+9895x100", "0+105x100"),
        ...traffic("transmit", "0+10000x100", "0x100"),
        ...traffic("receive", "0+10000x100", "0x100", "eth1"),
        ...traffic("transmit", "0+9895x100", "0+105x100", "eth1"),
      },
      firing: { "15m": [], "15m30s": [errors("1.05%"), errors("1.05%", "eth1")] },
    });
  });

  it("stays silent at 1 %", () => {
    holds("HostNetworkErrors", {
      scrapedEvery: "30s",
      series: { ...traffic("receive", "0+9900x60", "0+100x60"), ...traffic("transmit", "0+9900x60", "0+100x60") },
      firing: { "22m": [] },
    });
  });

  it("fires at 10 packets a second", () => {
    holds("HostNetworkErrors", {
      scrapedEvery: "30s",
      series: {
        ...traffic("receive", "0+150x60", "0+150x60"),
        ...traffic("transmit", "0+150x60", "0+150x60", "eth1"),
      },
      firing: { "25m": [errors("50%"), errors("50%", "eth1")] },
    });
  });

  it("fires for traffic that comes in lots, two and a half minutes apart", () => {
    const lots = (count: number) => {
      const [lot, pause] = [[count, 10] as const, [0, 10] as const];
      return counting(lot, pause, lot, pause, lot, pause, lot, pause, lot, pause, lot, pause);
    };
    // 11 packets a second, of which most are right or most are wrong.
    holds("HostNetworkErrors", {
      series: {
        ...traffic("receive", lots(310), lots(20)),
        ...traffic("transmit", lots(310), lots(20), "eth1"),
        ...traffic("receive", lots(20), lots(310), "eth2"),
        ...traffic("transmit", lots(20), lots(310), "eth3"),
      },
      firing: {
        "25m": [errors("6.061%"), errors("6.061%", "eth1"), errors("93.94%", "eth2"), errors("93.94%", "eth3")],
      },
    });
  });

  it("fires for an interface of which nothing comes through, and at the least traffic", () => {
    holds("HostNetworkErrors", {
      series: {
        ...traffic("receive", "700x100", "0+2000x100", "eth0", WEB_2),
        ...traffic("receive", "0+9x100", "0x100"),
        // 10.2 packets a second.
        ...traffic("receive", "0+76.5x100", "0+76.5x100", "eth1"),
        ...traffic("transmit", "0+76.5x100", "0+76.5x100", "eth2"),
      },
      firing: { "22m": [errors("100%", "eth0", TARGET_2), errors("50%", "eth1"), errors("50%", "eth2")] },
    });
  });

  it("fires until the errors have left the window", () => {
    holds("HostNetworkErrors", {
      series: {
        ...traffic("receive", "0+9800x140", "0+200x80 16000x60"),
        ...traffic("transmit", "0+9800x140", "0+200x80 16000x60", "eth1"),
      },
      firing: {
        "20m": [errors("2%"), errors("2%", "eth1")],
        "22m": [errors("1.168%"), errors("1.168%", "eth1")],
        "23m": [],
      },
    });
  });

  it("compares errors with the packets of the same time", () => {
    // The traffic goes down to a tenth after 10 minutes, and its errors stay: from then on they are 2 %.
    holds("HostNetworkErrors", {
      series: {
        ...traffic("receive", "0+9800x40 392000+980x100", "0+20x140"),
        ...traffic("transmit", "0+9800x40 392000+980x100", "0+20x140", "eth1"),
      },
      firing: { "29m": [], "29m30s": [errors("2%"), errors("2%", "eth1")] },
    });
  });

  it("stays silent once the traffic has gone down to little", () => {
    // 12 packets a second, until after 20 minutes there are none.
    holds("HostNetworkErrors", {
      series: {
        ...traffic("receive", "0+90x80 7200x40", "0+90x80 7200x40"),
        ...traffic("transmit", "0+90x80 7200x40", "0+90x80 7200x40", "eth1"),
      },
      firing: { "20m30s": [errors("50%"), errors("50%", "eth1")], "21m": [] },
    });
  });

  it("stays silent below 1 %, with few packets, and for less than 15 minutes", () => {
    holds("HostNetworkErrors", {
      series: { ...traffic("receive", "0+9905x100", "0+95x100"), ...traffic("transmit", "0+9905x100", "0+95x100") },
      firing: { "16m": [], "24m": [] },
    });
    // 9.8 packets a second.
    holds("HostNetworkErrors", {
      series: { ...traffic("receive", "0+73.5x100", "0+73.5x100"), ...traffic("transmit", "0+73.5x100", "0+73.5x100") },
      firing: { "16m": [], "24m": [] },
    });
    holds("HostNetworkErrors", {
      series: traffic("receive", "0+9000x120", "0x20 0+1000x36 36000x63"),
      firing: { "16m": [], "20m": [], "29m": [] },
    });
  });

  it("stays silent on the loopback, on what Docker makes, and on what only shapes traffic", () => {
    const inner = ["lo", "veth1d1e8e3", "docker0", "br-3b4ff0205a7b", "ifb0"];
    holds("HostNetworkErrors", {
      series: Object.fromEntries(
        inner.flatMap((device) =>
          ["receive", "transmit"].flatMap((direction) =>
            Object.entries(traffic(direction, "0+9000x100", "0+1000x100", device)),
          ),
        ),
      ),
      firing: { "16m": [], "24m": [] },
    });
  });

  it("stays silent when a reboot sets the counters back", () => {
    holds("HostNetworkErrors", {
      series: traffic("receive", "900000+9990x60 5+9990x60", "90000+10x60 0+10x60"),
      firing: { "16m": [], "17m": [], "29m": [] },
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
