import { containerAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { aroundContainers, running, SECOND_ID, TARGET_1, TARGET_2, version, WEB_2 } from "./container-series";
import type { FiringAlert, RuleCase } from "./promtool";

describe("ContainerMissing", () => {
  const missing = (name: string, target = TARGET_1): FiringAlert => ({
    labels: { severity: "critical", ...target, name },
    annotations: {
      summary: "An expected container does not run",
      description: `The container ${name} on ${target.host} does not run.`,
      runbook_url: "docs/runbooks/container-missing.md",
    },
  });

  const holds = (testCase: Omit<RuleCase, "alert">) =>
    expectFiringOf(containerAlerts({ expectedContainers: ["cadvisor", "shop", { name: "ledger", host: "web-2" }] }), {
      alert: "ContainerMissing",
      ...testCase,
    });

  it("fires 2 minutes after an expected container stopped, until it is back", () => {
    holds({
      series: {
        [running("cadvisor")]: "1795425773x200",
        [running("shop")]: "1795426232x39 stale _x79 1795426232x40",
      },
      firing: {
        "10m": [],
        "11m30s": [],
        "12m": [missing("shop")],
        "29m30s": [missing("shop")],
        "30m": [],
      },
    });
  });

  it("fires for a container that never ran, and for each that is missing, by name", () => {
    holds({
      series: { [running("cadvisor", { target: WEB_2 })]: "1795425773x60" },
      firing: { "1m30s": [], "2m": [missing("shop", TARGET_2), missing("ledger", TARGET_2)] },
    });
  });

  it("expects a name alone on each host, and one with a host only there", () => {
    holds({
      series: {
        [running("cadvisor")]: "1795425773x60",
        [running("shop")]: "1795426232x60",
        [running("cadvisor", { target: WEB_2 })]: "1795425773x60",
        [running("ledger", { target: WEB_2 })]: "1795426232x60",
      },
      firing: { "10m": [missing("shop", TARGET_2)] },
    });
  });

  it("says nothing of any container while cAdvisor is down, or sees no container by name", () => {
    holds({
      series: {
        [running("cadvisor")]: "1795425773x39 stale",
        [running("shop")]: "1795426232x39 stale",
        [version()]: "1x39 stale",
      },
      firing: { "12m": [], "20m": [] },
    });
    holds({
      series: {
        [version()]: "1x80",
        [aroundContainers("start_time_seconds")]: "1795420000x80",
        [version(WEB_2)]: "1x80",
        [aroundContainers("start_time_seconds", WEB_2)]: "1795420000x80",
      },
      firing: { "5m": [], "15m": [] },
    });
  });

  it("still fires for what is missing on one host while cAdvisor is down on another", () => {
    holds({
      series: {
        [running("cadvisor")]: "1795425773x39 stale",
        [running("shop")]: "1795426232x39 stale",
        [running("cadvisor", { target: WEB_2 })]: "1795425773x80",
        [running("ledger", { target: WEB_2 })]: "1795426232x80",
      },
      firing: { "15m": [missing("shop", TARGET_2)] },
    });
  });

  it("stays silent over a restart, over a container made anew under the name, and over a reboot", () => {
    holds({
      series: {
        [running("cadvisor")]: "1795425773x120",
        [running("shop")]: "1795426232x19 stale",
        [running("shop", { restarts: "1" })]: "_x24 1795426232x20 stale",
        [running("shop", { id: SECOND_ID })]: "_x50 1795427000x80",
      },
      firing: { "6m30s": [], "8m30s": [], "12m30s": [], "15m": [], "25m": [] },
    });
    holds({
      series: {
        [running("cadvisor")]: "1795425773x39 stale _x19 1795425773x60",
        [running("shop")]: "1795426232x39 stale _x25 1795426232x54",
      },
      firing: { "12m": [], "15m30s": [], "16m30s": [], "20m": [] },
    });
  });

  it("stays silent on what nobody expects, whatever comes and goes", () => {
    holds({
      series: {
        [running("cadvisor")]: "1795425773x60",
        [running("shop")]: "1795426232x60",
        [running("build-4711")]: "1795426300x10 stale",
      },
      firing: { "5m": [], "10m": [] },
    });
  });

  it("takes the container of no other target for the one that is missing", () => {
    const other = (job: string, instance: string, host: string) => `host="${host}",instance="${instance}",job="${job}"`;
    const seen = [
      other("cadvisor", "web-1:8080", "web-2"),
      other("cadvisor", "web-1:8081", "web-1"),
      other("cadvisor-rootless", "web-1:8080", "web-1"),
    ].flatMap((target) => [
      [running("cadvisor", { target }), "1795425773x60"],
      [running("shop", { target }), "1795426232x60"],
      [running("ledger", { target }), "1795426232x60"],
    ]);
    holds({
      series: { [running("cadvisor")]: "1795425773x60", ...Object.fromEntries(seen) },
      firing: { "10m": [missing("shop")] },
    });
  });

  it("asks the chosen hosts alone", () => {
    const group = containerAlerts({ expectedContainers: ["shop"], where: { host: '="web-2"' } });
    expectFiringOf(group, {
      alert: "ContainerMissing",
      series: { [running("cadvisor")]: "1x60", [running("cadvisor", { target: WEB_2 })]: "1x60" },
      firing: { "10m": [missing("shop", TARGET_2)] },
    });
  });
});

describe("ContainersUnseen", () => {
  const unseen = (target = TARGET_1): FiringAlert => ({
    labels: { severity: "critical", ...target },
    annotations: {
      summary: "cAdvisor sees no container",
      description: `cAdvisor on ${target.host} reports no container by name, not even itself.`,
      runbook_url: "docs/runbooks/containers-unseen.md",
    },
  });

  const holds = (testCase: Omit<RuleCase, "alert">) =>
    expectFiringOf(containerAlerts(), { alert: "ContainersUnseen", ...testCase });

  it("fires once a cAdvisor that answers had named no container for 5 minutes", () => {
    holds({
      series: {
        [version()]: "1x80",
        [running("cadvisor")]: "1795425773x80",
        [version(WEB_2)]: "1x80",
        [aroundContainers("start_time_seconds", WEB_2)]: "1795420000x80",
      },
      firing: { "4m30s": [], "5m": [unseen(TARGET_2)] },
    });
  });

  it("takes the containers of no other target for its own", () => {
    const other = (job: string, instance: string, host: string) => `host="${host}",instance="${instance}",job="${job}"`;
    const seen = [
      other("cadvisor", "web-1:8080", "web-2"),
      other("cadvisor", "web-1:8081", "web-1"),
      other("cadvisor-rootless", "web-1:8080", "web-1"),
    ].map((target) => [running("cadvisor", { target }), "1795425773x60"]);
    holds({ series: { [version()]: "1x60", ...Object.fromEntries(seen) }, firing: { "10m": [unseen()] } });
  });

  it("stays silent while cAdvisor is down, and while it begins to see containers", () => {
    holds({
      series: { [version()]: "1x20 stale", [running("cadvisor")]: "1795425773x20 stale" },
      firing: { "6m": [], "15m": [] },
    });
    holds({
      series: { [version()]: "1x80", [running("cadvisor")]: "_x18 1795425773x60" },
      firing: { "4m": [], "5m": [], "15m": [] },
    });
  });
});
