import { holds } from "./host-case";
import { ofInterface, TARGET_1, TARGET_2, WEB_1, WEB_2 } from "./host-series";
import type { FiringAlert } from "./promtool";
import { counting } from "./series";

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
